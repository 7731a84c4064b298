// Texture look-ups for Cycles: its texture() knows neither wrap modes nor interpolation modes, and
// its gettextureinfo() crashes, so texels are addressed here. ps_file_size, ps_alpha_file and PS_FETCH_TILE are
// generated per look. Files are read raw; ps_decode (generated from the table of colour spaces) makes them scene-linear
// Rec.709 after filtering, as Cycles has no per-call colour space.

// Texel index of `i` after wrapping; `size` texels along this axis.
float ps_wrap_texel(float i, float size, string mode)
{
    float result = i;
    if (mode == "mirror") {
        float folded = i - 2.0 * size * floor(i / (2.0 * size));
        result = folded >= size ? 2.0 * size - 1.0 - folded : folded;
    }
    else if (mode == "clamp" || mode == "constant")
        result = clamp(i, 0.0, size - 1.0);
    else if (mode != "black")
        result = i - size * floor(i / size);
    return result;
}

// Cycles multiplies colour by alpha where the file keeps them apart; such files come as two.
color4 ps_sample(string filename, float s, float t)
{
    float alpha = 1.0;
    color rgb = texture(filename, s, t, "alpha", alpha);
    string alpha_file = ps_alpha_file(filename);
    if (alpha_file != "") {
        color coverage = texture(alpha_file, s, t);
        alpha = coverage[0];
    }
    return color4(rgb, alpha);
}

color4 ps_texel(string filename, float i, float j, float width, float height, string swrap, string twrap)
{
    float s = (ps_wrap_texel(i, width, swrap) + 0.5) / width;
    float t = (ps_wrap_texel(j, height, twrap) + 0.5) / height;
    color4 result = color4(color(0.0), 0.0);
    if (s > 0.0 && s < 1.0 && t > 0.0 && t < 1.0)
        result = ps_sample(filename, s, t);
    return result;
}

color4 ps_lerp(color4 a, color4 b, float x)
{
    return color4(mix(a.rgb, b.rgb, x), mix(a.a, b.a, x));
}

// Cycles interpolates linearly between texels and gives black beyond the picture. That is used as it
// is where all four texels lie inside; near the border they are wrapped one by one.
color4 ps_fetch_file(string filename, float s, float t, string interp, string swrap, string twrap)
{
    float width = 0.0;
    float height = 0.0;
    ps_file_size(filename, width, height);
    color4 result = color4(color(0.0), 0.0);
    if (interp == "closest")
        result = ps_texel(filename, floor(s * width), floor(t * height), width, height, swrap, twrap);
    else {
        float x = s * width - 0.5;
        float y = t * height - 0.5;
        float i = floor(x);
        float j = floor(y);
        if (i >= 0.0 && j >= 0.0 && i < width - 1.0 && j < height - 1.0)
            result = ps_sample(filename, s, t);
        else {
            color4 low = ps_lerp(ps_texel(filename, i, j, width, height, swrap, twrap),
                                 ps_texel(filename, i + 1.0, j, width, height, swrap, twrap), x - i);
            color4 high = ps_lerp(ps_texel(filename, i, j + 1.0, width, height, swrap, twrap),
                                  ps_texel(filename, i + 1.0, j + 1.0, width, height, swrap, twrap), x - i);
            result = ps_lerp(low, high, y - j);
        }
    }
    return result;
}

// UDIM: each tile is a picture of its own, filtered up to its border; nothing where there is no tile.
color4 ps_fetch_tile(string pattern, float s, float t, string interp)
{
    float column = floor(s);
    float row = floor(t);
    color4 result = color4(color(0.0), 0.0);
    if (column >= 0.0 && column < 10.0 && row >= 0.0) {
        int tile = 1001 + int(column) + 10 * int(row);
        float tile_s = s - column;
        float tile_t = t - row;
        PS_FETCH_TILE(pattern, tile, tile_s, tile_t, interp, result)
    }
    return result;
}

color4 ps_fetch(string filename, float s, float t, string interp, string swrap, string twrap)
{
    color4 result = color4(color(0.0), 0.0);
    if (regex_search(filename, "<UDIM>"))
        result = ps_fetch_tile(filename, s, t, interp);
    else
        result = ps_fetch_file(filename, s, t, interp, swrap, twrap);
    return result;
}

// One overload for each way in which MaterialX's own implementations call texture().
color ps_texture(string filename, float s, float t, string k0, string layer, string k1, string interp,
                 string k2, color missing, string k3, string swrap, string k4, string twrap,
                 string k5, string space)
{
    color4 c = ps_fetch(filename, s, t, interp, swrap, twrap);
    return ps_decode(space, c.rgb);
}

color ps_texture(string filename, float s, float t, string k0, string layer, string k1, string interp,
                 string k2, color missing, string k3, string swrap, string k4, string twrap)
{
    color4 c = ps_fetch(filename, s, t, interp, swrap, twrap);
    return c.rgb;
}

color ps_texture(string filename, float s, float t, string ka, output float alpha, string k0, string layer,
                 string k1, string interp, string k2, color missing, string k3, float missing_alpha,
                 string k4, string swrap, string k5, string twrap, string k6, string space)
{
    color4 c = ps_fetch(filename, s, t, interp, swrap, twrap);
    alpha = c.a;
    return ps_decode(space, c.rgb);
}

color ps_texture(string filename, float s, float t, string ka, output float alpha, string k0, string layer,
                 string k1, string interp, string k2, color missing, string k3, float missing_alpha,
                 string k4, string swrap, string k5, string twrap)
{
    color4 c = ps_fetch(filename, s, t, interp, swrap, twrap);
    alpha = c.a;
    return c.rgb;
}

color ps_texture(string filename, float s, float t, string k0, color missing, string k1, string swrap,
                 string k2, string twrap, string k3, string space)
{
    color4 c = ps_fetch(filename, s, t, "linear", swrap, twrap);
    return ps_decode(space, c.rgb);
}

color ps_texture(string filename, float s, float t, string k0, color missing, string k1, string swrap,
                 string k2, string twrap)
{
    color4 c = ps_fetch(filename, s, t, "linear", swrap, twrap);
    return c.rgb;
}

color ps_texture(string filename, float s, float t, string ka, output float alpha, string k0, color missing,
                 string k1, float missing_alpha, string k2, string swrap, string k3, string twrap,
                 string k4, string space)
{
    color4 c = ps_fetch(filename, s, t, "linear", swrap, twrap);
    alpha = c.a;
    return ps_decode(space, c.rgb);
}

#define texture ps_texture
