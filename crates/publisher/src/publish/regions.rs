//! The part of the region tree that a publication needs.

use record::{Region, RegionCode, Regions};
use std::collections::BTreeSet;

/// The regions that occur with all above them, home with all inside it, and home's neighbours.
pub(super) fn pruned<'a>(
    all: &'a Regions,
    occurring: &BTreeSet<RegionCode>,
    home: RegionCode,
) -> Vec<&'a Region> {
    let mut wanted = all.subtree(home);
    if let Some(region) = all.get(home) {
        wanted.extend(all.children(region.parent).map(|r| r.code));
    }
    wanted.extend(occurring);
    let above: Vec<RegionCode> = wanted
        .iter()
        .flat_map(|code| all.path(*code))
        .map(|region| region.code)
        .collect();
    wanted.extend(above);
    all.iter().filter(|r| wanted.contains(&r.code)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_occurs_brings_what_is_above_and_home_brings_its_neighbours() {
        let region = |code, parent: u32| Region {
            code: RegionCode(code),
            name: code.to_string(),
            en: String::new(),
            parent: (parent > 0).then_some(RegionCode(parent)),
            aliases: Vec::new(),
        };
        let tree = [
            (44, 0),
            (4415, 44),
            (441_521, 4415),
            (4401, 44),
            (440_103, 4401),
            (42, 0),
            (4205, 42),
            (4206, 42),
        ];
        let all = Regions::new(tree.map(|(code, parent)| region(code, parent)));
        let occurring = BTreeSet::from([RegionCode(4205)]);
        let kept = pruned(&all, &occurring, RegionCode(4415));
        let codes: Vec<u32> = kept.iter().map(|r| r.code.0).collect();
        // Not 440103, inside a neighbour, nor 4206, beside one that occurs.
        assert_eq!(codes, [42, 44, 4205, 4401, 4415, 441_521]);
    }
}
