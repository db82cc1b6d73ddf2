//! GeoJSON as well-known text, as the package `wkx` (which v6 uses) writes it: `POINT(1 2)`, `LINESTRING Z (…)`,
//! `POINT EMPTY`. Coordinates are written as JavaScript writes them, so an odd coordinate stays odd.

use sequelize_types::{Error, Result, Value};

use super::js_text;

const NESTING_LIMIT: usize = 64;

/// # Errors
/// `Plain` for a type that is not of GeoJSON or an unknown coordinate system; `Type` where parts are missing.
pub fn to_wkt(value: &Value) -> Result<String> {
    let mut out = String::new();
    push(&mut out, value, 0)?;
    Ok(out)
}

/// Appends one geometry; answers whether it has heights.
fn push(out: &mut String, value: &Value, depth: usize) -> Result<bool> {
    let type_name = value.get("type").unwrap_or(&Value::Undefined);
    check_crs(value)?;
    let parts = |name: &str| {
        value.get(name).and_then(Value::as_array).ok_or_else(|| {
            Error::type_error(format!("Cannot read properties of undefined (reading '{}')", "length"))
        })
    };
    match type_name.as_str() {
        Some("Point") => {
            let point = parts("coordinates")?;
            push_geometry(out, "POINT", point, point.len() > 2, push_point)
        }
        Some("LineString") => {
            let points = parts("coordinates")?;
            push_geometry(out, "LINESTRING", points, has_height(points, 0), push_points)
        }
        Some("Polygon") => {
            let rings = parts("coordinates")?;
            let shell: &[Value] = if first(rings).is_empty() { &[] } else { rings };
            push_geometry(out, "POLYGON", shell, has_height(rings, 1), push_rings)
        }
        Some("MultiPoint") => {
            let points = parts("coordinates")?;
            push_geometry(out, "MULTIPOINT", points, has_height(points, 0), push_points)
        }
        Some("MultiLineString") => {
            let lines = parts("coordinates")?;
            push_geometry(out, "MULTILINESTRING", lines, has_height(lines, 1), push_rings)
        }
        Some("MultiPolygon") => {
            let polygons = parts("coordinates")?;
            push_geometry(out, "MULTIPOLYGON", polygons, has_height(polygons, 2), |out, polygons, z| {
                push_list(out, polygons, |out, polygon| push_rings(out, as_list(polygon), z));
            })
        }
        Some("GeometryCollection") => push_collection(out, parts("geometries")?, depth),
        _ => Err(Error::plain(format!("GeometryType {} not supported", js_text::to_text(type_name)))),
    }
}

fn push_geometry(
    out: &mut String,
    name: &str,
    parts: &[Value],
    has_z: bool,
    push_parts: impl Fn(&mut String, &[Value], bool),
) -> Result<bool> {
    out.push_str(name);
    if has_z {
        out.push_str(" Z ");
    }
    if parts.is_empty() {
        out.push_str(if has_z { "EMPTY" } else { " EMPTY" });
    } else {
        push_parts(out, parts, has_z);
    }
    Ok(has_z)
}

/// A collection has heights if its first member has.
fn push_collection(out: &mut String, members: &[Value], depth: usize) -> Result<bool> {
    if depth > NESTING_LIMIT {
        return Err(Error::plain("A GeometryCollection is nested too deeply"));
    }
    let mut inner = String::new();
    let mut has_z = false;
    for (index, member) in members.iter().enumerate() {
        if index > 0 {
            inner.push(',');
        }
        let member_has_z = push(&mut inner, member, depth + 1)?;
        if index == 0 {
            has_z = member_has_z;
        }
    }
    out.push_str("GEOMETRYCOLLECTION");
    if has_z {
        out.push_str(" Z ");
    }
    if members.is_empty() {
        out.push_str(" EMPTY");
    } else {
        out.push('(');
        out.push_str(&inner);
        out.push(')');
    }
    Ok(has_z)
}

fn push_point(out: &mut String, point: &[Value], has_z: bool) {
    out.push('(');
    push_coordinates(out, point, has_z);
    out.push(')');
}

fn push_points(out: &mut String, points: &[Value], has_z: bool) {
    push_list(out, points, |out, point| push_coordinates(out, as_list(point), has_z));
}

fn push_rings(out: &mut String, rings: &[Value], has_z: bool) {
    push_list(out, rings, |out, ring| push_points(out, as_list(ring), has_z));
}

fn push_list(out: &mut String, items: &[Value], push_item: impl Fn(&mut String, &Value)) {
    out.push('(');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        push_item(out, item);
    }
    out.push(')');
}

fn push_coordinates(out: &mut String, point: &[Value], has_z: bool) {
    for index in 0..if has_z { 3 } else { 2 } {
        if index > 0 {
            out.push(' ');
        }
        out.push_str(&js_text::to_text(point.get(index).unwrap_or(&Value::Undefined)));
    }
}

/// Whether the first point, `depth` lists down, has a third coordinate.
fn has_height(parts: &[Value], depth: usize) -> bool {
    let mut list = parts;
    for _ in 0..depth {
        list = first(list);
    }
    first(list).len() > 2
}

fn first(parts: &[Value]) -> &[Value] {
    parts.first().map_or(&[], as_list)
}

fn as_list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_default()
}

/// `crs` does not reach the text, but v6 refuses the ones it cannot read.
fn check_crs(value: &Value) -> Result<()> {
    let Some(crs) = value.get("crs").filter(|crs| crs.get("type").and_then(Value::as_str) == Some("name"))
    else {
        return Ok(());
    };
    match crs.get("properties").and_then(|properties| properties.get("name")).and_then(Value::as_str) {
        Some(name)
            if !name.is_empty()
                && !name.starts_with("EPSG:")
                && !name.starts_with("urn:ogc:def:crs:EPSG::") =>
        {
            Err(Error::plain(format!("Unsupported crs: {name}")))
        }
        _ => Ok(()),
    }
}
