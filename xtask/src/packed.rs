//! Turns bytes into text that can stand in HTML: gzip, written with 93 printable characters. `www/packed.js` reads it.

use crate::shell::Result;
use std::num::NonZeroU64;

/// Two characters carry 13 bits, or 14 where the 13 are small enough: 22 % more than the bytes, where base64 needs 33 %.
pub fn text(bytes: &[u8]) -> Result<String> {
    Ok(written(&gzip(bytes)?))
}

/// Of zopfli: the first leaves a twentieth less to carry in the page than the best that zlib does, the other eleven take eight seconds for two KB of it.
const ROUNDS: NonZeroU64 = NonZeroU64::new(12).unwrap();

/// The same bytes for the same module: no time and no file name in the head.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let options = zopfli::Options { iteration_count: ROUNDS, ..Default::default() };
    let mut packed = Vec::new();
    zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut packed).map_err(|e| format!("gzip: {e}"))?;
    Ok(packed)
}

fn written(bytes: &[u8]) -> String {
    // Printable ASCII but for the one character with which something else may begin in a script's text.
    let digits: Vec<char> = ('!'..='~').filter(|c| *c != '<').collect();
    let (mut held, mut bits, mut out) = (0u32, 0, String::new());
    for &byte in bytes {
        held |= u32::from(byte) << bits;
        bits += 8;
        if bits > 13 {
            let taken = if held & 8191 > 456 { 13 } else { 14 };
            let pair = (held & ((1 << taken) - 1)) as usize;
            held >>= taken;
            bits -= taken;
            out.extend([digits[pair % 93], digits[pair / 93]]);
        }
    }
    if bits > 0 {
        out.push(digits[held as usize % 93]);
        if bits > 7 || held > 92 {
            out.push(digits[held as usize / 93]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What www/packed.js does, in other words: bits are read from pairs of digits.
    fn read(text: &str) -> Vec<u8> {
        let place = |c: u8| ('!'..='~').filter(|c| *c != '<').position(|known| known as u8 == c).unwrap();
        let (mut held, mut bits, mut out) = (0usize, 0, Vec::new());
        let digits: Vec<usize> = text.bytes().map(place).collect();
        for pair in digits.chunks(2) {
            let [low, high] = pair else {
                out.push((held | pair[0] << bits) as u8);
                break;
            };
            let value = low + high * 93;
            held |= value << bits;
            bits += if value % 8192 > 456 { 13 } else { 14 };
            while bits > 7 {
                out.push(held as u8);
                held >>= 8;
                bits -= 8;
            }
        }
        out
    }

    #[test]
    fn what_is_written_reads_as_it_was() {
        let mut noise = 1u32;
        for length in (0..64).chain([1000, 1001]) {
            let bytes: Vec<u8> = (0..length)
                .map(|_| {
                    noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (noise >> 24) as u8
                })
                .collect();
            assert_eq!(read(&written(&bytes)), bytes, "{length} bytes");
        }
        assert_eq!(read(&written(&[0; 40])), [0; 40]);
        assert_eq!(read(&written(&[255; 41])), [255; 41]);
    }

    #[test]
    fn nothing_in_it_means_something_to_html() {
        let all: Vec<u8> = (0..=255).cycle().take(5000).collect();
        assert!(written(&all).bytes().all(|c| c.is_ascii_graphic() && c != b'<'));
    }

    #[test]
    fn compression_is_the_same_every_time() {
        assert_eq!(gzip(b"abc").unwrap(), gzip(b"abc").unwrap());
        assert_eq!(gzip(b"abc").unwrap()[4..8], [0; 4]);
    }
}
