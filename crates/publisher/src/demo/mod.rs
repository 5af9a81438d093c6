//! A generated, plainly fictitious Shanwei of any size; deterministic by its seed.
