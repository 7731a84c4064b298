// Primvar readers: Cycles keeps floats, float2/float3 as a point and float4 as a colour with alpha.

float ps_primvar_float(string name, float fallback)
{
    float value = fallback;
    return getattribute(name, value) ? value : fallback;
}

int ps_primvar_int(string name, int fallback)
{
    float value = 0.0;
    return getattribute(name, value) ? int(round(value)) : fallback;
}

vector2 ps_primvar_vector2(string name, vector2 fallback)
{
    point value = point(0.0);
    vector2 result = fallback;
    if (getattribute(name, value))
        result = vector2(value[0], value[1]);
    return result;
}

vector ps_primvar_vector3(string name, vector fallback)
{
    vector value = vector(0.0);
    return getattribute(name, value) ? value : fallback;
}

color ps_primvar_color3(string name, color fallback)
{
    color value = color(0.0);
    return getattribute(name, value) ? value : fallback;
}

color4 ps_primvar_color4(string name, color4 fallback)
{
    float value[4];
    color4 result = fallback;
    if (getattribute(name, value))
        result = color4(color(value[0], value[1], value[2]), value[3]);
    return result;
}

vector4 ps_primvar_vector4(string name, vector4 fallback)
{
    float value[4];
    vector4 result = fallback;
    if (getattribute(name, value))
        result = vector4(value[0], value[1], value[2], value[3]);
    return result;
}

string ps_primvar_string(string name, string fallback)
{
    return fallback;
}

textureresource ps_primvar_filename(string name, textureresource fallback)
{
    return fallback;
}

color4 ps_display_color4(int index)
{
    string name = index == 0 ? "displayColor" : format("displayColor%d", index);
    color rgb = color(0.0);
    float alpha = 1.0;
    int found = getattribute(name, rgb);
    getattribute("displayOpacity", alpha);
    return color4(rgb, alpha);
}

color ps_display_color3(int index)
{
    color4 c = ps_display_color4(index);
    return c.rgb;
}

float ps_display_color1(int index)
{
    color4 c = ps_display_color4(index);
    return c.rgb[0];
}
