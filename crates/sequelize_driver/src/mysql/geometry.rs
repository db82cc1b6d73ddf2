//! Geometries as servers of MySQL's kind store them (four bytes of SRID, then well-known binary) to the text of GeoJSON.
//! OGC 06-103r4, 8.2 (well-known binary); RFC 7946 (GeoJSON).

use std::fmt::Write;

/// Deeper nesting than any real collection has.
const MAX_DEPTH: u8 = 32;

const NAMES: [&str; 8] = [
    "",
    "Point",
    "LineString",
    "Polygon",
    "MultiPoint",
    "MultiLineString",
    "MultiPolygon",
    "GeometryCollection",
];

/// `None` for what is no geometry.
pub(super) fn to_geo_json(stored: &[u8]) -> Option<String> {
    let mut out = String::new();
    let mut input = Input { rest: stored.get(4..)?, is_little: true };
    write_geometry(&mut input, &mut out, MAX_DEPTH)?;
    Some(out)
}

struct Input<'a> {
    rest: &'a [u8],
    is_little: bool,
}

impl Input<'_> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*taken)
    }

    fn u32(&mut self) -> Option<u32> {
        let bytes = self.array()?;
        Some(if self.is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn f64(&mut self) -> Option<f64> {
        let bytes = self.array()?;
        Some(if self.is_little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    }

    /// Byte order and kind, which every geometry begins with.
    fn head(&mut self) -> Option<usize> {
        self.is_little = self.array::<1>()?[0] != 0;
        usize::try_from(self.u32()?).ok()
    }
}

fn write_geometry(input: &mut Input<'_>, out: &mut String, depth: u8) -> Option<()> {
    let kind = input.head()?;
    let name = NAMES.get(kind).filter(|name| !name.is_empty())?;
    let members = if kind == 7 { "geometries" } else { "coordinates" };
    write!(out, r#"{{"type":"{name}","{members}":"#).ok()?;
    if kind == 7 {
        let depth = depth.checked_sub(1)?;
        write_list(input, out, |input, out| write_geometry(input, out, depth))?;
    } else {
        write_coordinates(input, out, kind)?;
    }
    out.push('}');
    Some(())
}

fn write_coordinates(input: &mut Input<'_>, out: &mut String, kind: usize) -> Option<()> {
    match kind {
        1 => write_point(input, out),
        2 => write_list(input, out, write_point),
        3 => write_list(input, out, |input, out| write_list(input, out, write_point)),
        // The parts of a multi-geometry are geometries with heads of their own.
        4..=6 => write_list(input, out, |input, out| {
            let part = input.head()?;
            if part + 3 != kind {
                return None;
            }
            write_coordinates(input, out, part)
        }),
        _ => None,
    }
}

fn write_list(
    input: &mut Input<'_>,
    out: &mut String,
    mut item: impl FnMut(&mut Input<'_>, &mut String) -> Option<()>,
) -> Option<()> {
    out.push('[');
    for index in 0..input.u32()? {
        if index > 0 {
            out.push(',');
        }
        item(input, out)?;
    }
    out.push(']');
    Some(())
}

fn write_point(input: &mut Input<'_>, out: &mut String) -> Option<()> {
    let (x, y) = (input.f64()?, input.f64()?);
    if !x.is_finite() || !y.is_finite() {
        // An empty point is stored as two NaN.
        out.push_str("[]");
        return Some(());
    }
    write!(out, "[{x:?},{y:?}]").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(kind: u32) -> Vec<u8> {
        let mut bytes = vec![1];
        bytes.extend(kind.to_le_bytes());
        bytes
    }

    fn point(x: f64, y: f64) -> Vec<u8> {
        [x.to_le_bytes(), y.to_le_bytes()].concat()
    }

    fn stored(parts: &[Vec<u8>]) -> Vec<u8> {
        [vec![0; 4], parts.concat()].concat()
    }

    #[test]
    fn writes_points_polygons_and_collections() {
        let one = [head(1), point(1.0, 2.5)].concat();
        assert_eq!(
            to_geo_json(&stored(std::slice::from_ref(&one))).unwrap(),
            r#"{"type":"Point","coordinates":[1.0,2.5]}"#
        );
        let ring = [2u32.to_le_bytes().to_vec(), point(0.0, 0.0), point(1e300, -0.5)].concat();
        let polygon = [head(3), 1u32.to_le_bytes().to_vec(), ring].concat();
        assert_eq!(
            to_geo_json(&stored(&[polygon])).unwrap(),
            r#"{"type":"Polygon","coordinates":[[[0.0,0.0],[1e300,-0.5]]]}"#
        );
        let many = [head(4), 1u32.to_le_bytes().to_vec(), one.clone()].concat();
        assert_eq!(
            to_geo_json(&stored(&[head(7), 1u32.to_le_bytes().to_vec(), many])).unwrap(),
            r#"{"type":"GeometryCollection","geometries":[{"type":"MultiPoint","coordinates":[[1.0,2.5]]}]}"#
        );
    }

    #[test]
    fn other_bytes_are_refused() {
        let endless = [head(2), u32::MAX.to_le_bytes().to_vec()].concat();
        for bytes in [vec![], vec![0; 4], stored(&[head(9)]), stored(&[endless]), stored(&[head(1)])] {
            assert_eq!(to_geo_json(&bytes), None);
        }
        let mut nested = vec![0; 4];
        for _ in 0..1000 {
            nested.extend([head(7), 1u32.to_le_bytes().to_vec()].concat());
        }
        assert_eq!(to_geo_json(&nested), None);
    }
}
