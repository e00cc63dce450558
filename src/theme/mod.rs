//! Our templates and the user's → one Tera; the only room that knows Tera.
