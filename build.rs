//! Makes cargo rebuild the app when a component sheet changes: stylers reads the sheets inside
//! its macro, where cargo does not see it. The sheet itself is written by `cargo xtask styles`.

fn main() {
    println!("cargo::rerun-if-changed=src");
    // Set by the release build alone: see src/pages/apart.rs.
    println!("cargo::rustc-check-cfg=cfg(split_pages)");
}
