//! Turns one Traditional character (繁體字) into the Simplified one that it is read as.
//!
//! One to one, so that a position in the folded text stays a position in the raw one. Words that differ beyond their characters (資訊, 軟體) stay.

use std::sync::LazyLock;

const FIRST: usize = 0x4e00;
const COUNT: usize = 0x9fff + 1 - FIRST;

/// For each ideograph of the basic block the one that it is read as; 0 where that is itself.
pub(super) type ReadAs = [u16; COUNT];

/// As `build.rs` writes it, a third for each: how far each character is from the one before, the upper and the lower halves of what they are read as.
const PAIRS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/traditional.bin"));

static READ_AS: LazyLock<Box<ReadAs>> = LazyLock::new(|| {
    let mut table = Box::new([0; COUNT]);
    let (steps, halves) = PAIRS.split_at(PAIRS.len() / 3);
    let (upper, lower) = halves.split_at(steps.len());
    let mut number = 0;
    for ((&step, &upper), &lower) in steps.iter().zip(upper).zip(lower) {
        number += usize::from(step);
        if let Some(cell) = table.get_mut(number) {
            *cell = FIRST as u16 + u16::from_be_bytes([upper, lower]);
        }
    }
    table
});

pub(super) fn read_as() -> &'static ReadAs {
    &READ_AS
}

/// The number of an ideograph in the basic block; `None` for any other character.
#[inline]
pub(super) fn ideograph(c: char) -> Option<usize> {
    Some((c as usize).wrapping_sub(FIRST)).filter(|&number| number < COUNT)
}

/// The Simplified character for a Traditional one; any other ideograph itself.
#[inline]
pub(super) fn simplified(read_as: &ReadAs, c: char, number: usize) -> char {
    match read_as.get(number) {
        Some(&other) if other != 0 => char::from_u32(u32::from(other)).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::super::source::fold;

    #[test]
    fn traditional_characters_are_read_as_simplified_ones() {
        let read = |text: &str| text.chars().map(fold).collect::<String>();
        assert_eq!(read("關於２０２３年度法治政府建設情況的報告"), "关于2023年度法治政府建设情况的报告");
        assert_eq!(read("受理行政復議申請12件，審結後調解"), "受理行政复议申请12件,审结后调解");
        assert_eq!(read("干部著作乾县"), "干部著作乾县");
        assert_eq!(read("a😀。"), "a😀。");
    }

    #[test]
    fn the_table_is_sound() {
        let table = crate::rules::Table::new(include_str!("../rules/traditional.tsv"));
        assert_eq!(table.fault(), None);
        let mut seen = std::collections::BTreeSet::new();
        for pair in table.rows().flat_map(|row| row.words("pairs").collect::<Vec<_>>()) {
            let chars: Vec<char> = pair.chars().collect();
            assert_eq!(chars.len(), 2, "{pair}");
            assert!(seen.insert(chars[0]), "{pair} stands twice");
            // What a character is read as is never itself read as another.
            assert_eq!(fold(chars[1]), chars[1], "{pair}");
        }
    }
}
