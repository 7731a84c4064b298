// What a MaterialX shader reads of the geometry, in Cycles' terms.
//
// Cycles' globals u, v, dPdu and dPdv belong to the single triangle, so texture coordinates and
// tangents come from attributes. The binder links UV Map, Tangent and Attribute nodes to dummy
// inputs of the shader so that Cycles exports those attributes.

#define PS_DEFAULT_UV "st"

string ps_space(string space)
{
    return space == "model" ? "object" : space;
}

vector2 ps_texcoord(int index)
{
    point st = point(0.0);
    if (index == 0) {
        if (!getattribute(PS_DEFAULT_UV, st))
            getattribute("geom:uv", st);
    }
    else {
        getattribute(format("st%d", index), st);
    }
    return vector2(st[0], st[1]);
}

vector ps_texcoord3(int index)
{
    vector2 st = ps_texcoord(index);
    return vector(st.x, st.y, 0.0);
}

// World-space unit tangent along +u, made perpendicular to the shading normal.
vector ps_world_tangent()
{
    vector t = vector(0.0);
    int found = getattribute("geom:tangent", t);
    if (found && dot(t, t) > 0.0)
        t = transform("object", "world", t);
    else
        t = dPdu;
    vector n = vector(N);
    t -= dot(t, n) * n;
    if (dot(t, t) < 1e-12) {
        vector axis = abs(n[2]) < 0.9 ? vector(0.0, 0.0, 1.0) : vector(1.0, 0.0, 0.0);
        t = cross(axis, n);
    }
    return normalize(t);
}

vector ps_world_bitangent()
{
    float handedness = 1.0;
    getattribute("geom:tangent_sign", handedness);
    // Cycles turns N towards the viewer; the surface's own frame has the unturned normal.
    vector n = backfacing() ? -vector(N) : vector(N);
    return normalize(cross(n, ps_world_tangent())) * (handedness < 0.0 ? -1.0 : 1.0);
}

vector ps_tangent(string space)
{
    return normalize(transform("world", ps_space(space), ps_world_tangent()));
}

vector ps_bitangent(string space)
{
    return normalize(transform("world", ps_space(space), ps_world_bitangent()));
}

vector ps_normal(string space)
{
    return normalize(vector(transform("world", ps_space(space), N)));
}

vector ps_position(string space)
{
    return vector(transform("world", ps_space(space), P));
}

// From the eye to the surface; Cycles' I runs the other way.
vector ps_view_direction(string space)
{
    return normalize(transform("world", ps_space(space), -I));
}

point ps_transform_point(string from, string to, vector value)
{
    return transform(ps_space(from), ps_space(to), point(value));
}

vector ps_transform_vector(string from, string to, vector value)
{
    return transform(ps_space(from), ps_space(to), value);
}

vector ps_transform_normal(string from, string to, vector value)
{
    return vector(transform(ps_space(from), ps_space(to), normal(value)));
}

// Displacement is in object units along the object's own normal (or tangent frame).
vector ps_displace_along_normal(float amount)
{
    vector n = normalize(vector(transform("world", "object", N)));
    return transform("object", "world", amount * n);
}

vector ps_displace_in_frame(vector amount)
{
    vector n = normalize(vector(transform("world", "object", N)));
    vector t = normalize(transform("world", "object", ps_world_tangent()));
    vector b = normalize(transform("world", "object", ps_world_bitangent()));
    return transform("object", "world", amount[0] * t + amount[1] * b + amount[2] * n);
}
