//! Stand-ins for the existing APIs, bad moods included, to sync from in tests and demos.
