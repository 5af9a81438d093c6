//! Every revision of every notice, in one SQLite file; the only module that knows SQL.
