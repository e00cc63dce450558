//! Numbers → SVG text; knows nothing about decisions.
