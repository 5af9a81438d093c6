//! Converts recorded rows of other shapes into JSON Lines of our own schema, once.
