//! Report → the files of a site, one at a time, into a sink that the caller gives.
