//! Drawings as files: what draws stays, what runs or loads goes. The same sanitizer as for texts, with other words.

use ammonia::Builder;
use std::borrow::Cow;
use std::sync::LazyLock;

const ELEMENTS: &str = "svg g path rect circle ellipse line polyline polygon text tspan textPath title desc metadata defs \
    marker linearGradient radialGradient stop clipPath mask pattern use symbol switch image a view filter feBlend \
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight \
    feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset \
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence style";

const ATTRIBUTES: &str = "id class style lang d x y x1 y1 x2 y2 dx dy cx cy r rx ry fx fy width height viewBox version \
    preserveAspectRatio points transform rotate pathLength fill fill-opacity fill-rule stroke stroke-width stroke-opacity \
    stroke-linecap stroke-linejoin stroke-dasharray stroke-dashoffset stroke-miterlimit opacity color display visibility \
    overflow clip-path clip-rule mask filter font-family font-size font-style font-weight font-variant font-stretch \
    text-anchor text-decoration text-rendering textLength lengthAdjust dominant-baseline alignment-baseline \
    baseline-shift letter-spacing word-spacing writing-mode direction unicode-bidi vector-effect shape-rendering \
    image-rendering color-interpolation color-interpolation-filters flood-color flood-opacity lighting-color \
    marker-start marker-mid marker-end markerWidth markerHeight markerUnits refX refY orient gradientUnits \
    gradientTransform spreadMethod offset stop-color stop-opacity clipPathUnits maskUnits maskContentUnits patternUnits \
    patternContentUnits patternTransform href xlink:href startOffset method spacing filterUnits primitiveUnits in in2 \
    result stdDeviation mode values type operator k1 k2 k3 k4 radius tableValues slope intercept amplitude exponent \
    baseFrequency numOctaves seed stitchTiles scale xChannelSelector yChannelSelector surfaceScale diffuseConstant \
    specularConstant specularExponent kernelMatrix order divisor bias targetX targetY edgeMode azimuth elevation z \
    pointsAtX pointsAtY pointsAtZ limitingConeAngle mix-blend-mode paint-order role aria-label aria-hidden xml:space \
    text-align";

static DRAWING: LazyLock<Builder<'static>> = LazyLock::new(|| builder(true));
static WITHOUT_STYLE: LazyLock<Builder<'static>> = LazyLock::new(|| builder(false));

fn builder(has_style: bool) -> Builder<'static> {
    let mut dropped = vec!["script", "foreignObject", "foreignobject"];
    if !has_style {
        dropped.push("style");
    }
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.split_whitespace().filter(|name| has_style || *name != "style").collect())
        .clean_content_tags(dropped.into_iter().collect())
        .generic_attributes(ATTRIBUTES.split_whitespace().collect())
        .url_schemes(["data"].into())
        .link_rel(None)
        .attribute_filter(|_, name, value| {
            let is_kept = match name {
                "href" | "xlink:href" => value.starts_with('#') || is_picture(value),
                _ => loads_nothing(value),
            };
            is_kept.then_some(Cow::Borrowed(value))
        });
    builder
}

/// A picture within the drawing itself.
fn is_picture(address: &str) -> bool {
    ["png", "jpeg", "jpg", "gif", "webp"].iter().any(|kind| address.starts_with(&format!("data:image/{kind};base64,")))
}

/// Whether a style only speaks of what is in the drawing.
fn loads_nothing(style: &str) -> bool {
    let folded: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    let is_plain = !folded.contains("@import") && !folded.contains("expression(") && !folded.contains('\\');
    is_plain && folded.split("url(").skip(1).all(|rest| rest.trim_start_matches(['"', '\'']).starts_with('#'))
}

/// An SVG file that only draws; `None` where there is no drawing in it.
pub fn harmless_svg(text: &str) -> Option<String> {
    let folded = text.to_ascii_lowercase();
    let mut styles = folded.split("<style").skip(1);
    let is_plain = styles.all(|rest| loads_nothing(rest.split("</style").next().unwrap_or(rest)));
    let clean = if is_plain { &DRAWING } else { &WITHOUT_STYLE }.clean(text).to_string();
    let start = clean.find("<svg")?;
    let end = clean.rfind("</svg>")? + "</svg>".len();
    let inside = clean.get(start + "<svg".len()..end)?;
    // What HTML leaves out, a file of its own has to say; and of references it knows numbers alone.
    let names = "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
    Some(format!("<svg {names}{}\n", inside.replace("&nbsp;", "&#160;")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_draws_stays_and_what_runs_or_loads_goes() {
        let svg = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" onload=\"a()\">\
                   <style>.a > .b { fill: red }</style><script>a()</script><foreignObject><div>x</div></foreignObject>\
                   <path class=\"a\" d=\"M0 0L9 9\" stroke=\"url(#g)\" fill=\"url(https://x.example/a)\"/>\
                   <a href=\"javascript:a()\"><text x=\"1\">A &amp; B&#160;C</text></a>\
                   <image href=\"data:image/png;base64,AA\"/><image href=\"https://x.example/a.png\"/><use xlink:href=\"#g\"/></svg>";
        let clean = harmless_svg(svg).expect("a drawing");
        for kept in [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">",
            "<style>.a &gt; .b { fill: red }</style>",
            "<path class=\"a\" d=\"M0 0L9 9\" stroke=\"url(#g)\"></path>",
            "<text x=\"1\">A &amp; B&#160;C</text>",
            "<image href=\"data:image/png;base64,AA\"></image><image></image><use xlink:href=\"#g\"></use></svg>",
        ] {
            assert!(clean.contains(kept), "{kept}: {clean}");
        }
        for gone in ["onload", "script", "foreignObject", "example"] {
            assert!(!clean.contains(gone), "{gone}: {clean}");
        }
    }

    #[test]
    fn a_style_that_loads_goes_as_a_whole() {
        for style in ["@import 'a.css';", ".a { fill: url(//x.example/a) }", "@\\69mport 'a.css'"] {
            let svg = harmless_svg(&format!("<svg><style>{style}</style><path d=\"M0\"/></svg>")).expect("a drawing");
            assert!(!svg.contains("style") && svg.contains("<path d=\"M0\">"), "{svg}");
        }
    }

    #[test]
    fn what_is_no_drawing_is_none() {
        assert_eq!(harmless_svg("<html><body>x</body></html>"), None);
        assert_eq!(harmless_svg(""), None);
    }
}
