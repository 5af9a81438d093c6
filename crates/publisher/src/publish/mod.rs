//! Writes the site data from the store: deterministic, incremental, the manifest last.
