//! Serves the app and the site data, and passes one list call through to the existing API.
