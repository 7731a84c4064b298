// Texture look-ups for Cycles: its texture() knows no wrap modes, so coordinates are wrapped here.
// Files are read raw; ps_decode (generated from the table of colour spaces) makes them scene-linear
// Rec.709 after filtering, as Cycles has no per-call colour space.

float ps_wrap(float x, string mode, float half_texel)
{
    float result = x;
    if (mode == "periodic" || mode == "default" || mode == "")
        result = x - floor(x);
    else if (mode == "mirror") {
        float folded = x - 2.0 * floor(0.5 * x);
        result = clamp(folded > 1.0 ? 2.0 - folded : folded, half_texel, 1.0 - half_texel);
    }
    else
        result = clamp(x, half_texel, 1.0 - half_texel);
    return result;
}

int ps_is_outside(float s, float t, string swrap, string twrap)
{
    return (swrap == "black" && (s < 0.0 || s > 1.0)) || (twrap == "black" && (t < 0.0 || t > 1.0));
}

color4 ps_fetch(string filename, float s, float t, string interp, string swrap, string twrap)
{
    color4 result = color4(color(0.0), 0.0);
    if (!ps_is_outside(s, t, swrap, twrap)) {
        int size[2] = {0, 0};
        int known = gettextureinfo(filename, "resolution", size);
        float half_s = known && size[0] > 0 ? 0.5 / size[0] : 0.0;
        float half_t = known && size[1] > 0 ? 0.5 / size[1] : 0.0;
        float alpha = 1.0;
        string filter = interp == "" ? "linear" : interp;
        color rgb = texture(filename, ps_wrap(s, swrap, half_s), ps_wrap(t, twrap, half_t),
                            "alpha", alpha, "interp", filter);
        result = color4(rgb, alpha);
    }
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
