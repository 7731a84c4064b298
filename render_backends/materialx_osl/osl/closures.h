// MaterialX closures in terms of those that Cycles has.
//
// The same source serves two sockets. Without PS_INTERIOR it is the surface: volume closures are
// null there, because they cannot ride on a surface. With PS_INTERIOR it is the volume: surface
// closures are null and layers are sums, so what is left is the medium, weighted as it was mixed.

#ifdef PS_INTERIOR

#define PS_SURFACE(closure_) null_closure()
#define PS_MEDIUM(closure_) (closure_)

closure color ps_layer(closure color top, closure color base)
{
    return top + base;
}

#else

#define PS_SURFACE(closure_) (closure_)
#define PS_MEDIUM(closure_) null_closure()

// Cycles follows a null pointer when both parts of a layer are null: keep the base alive with a
// diffuse term far under Cycles' cutoff of 1e-5, which it never samples.
closure color ps_layer(closure color top, closure color base)
{
    return layer(top, base + 1e-12 * diffuse(N));
}

#endif

// The index of refraction in the direction of the ray. Only surfaces that let light through are ever
// seen from inside; on others the back is just another front.
float ps_relative_ior(float ior)
{
#if defined(PS_TRANSMISSIVE) && !defined(PS_THIN_WALLED)
    return backfacing() ? 1.0 / max(ior, 1e-5) : ior;
#else
    return ior;
#endif
}

// MaterialX's GGX compensates for light that bounces between microfacets; Cycles calls that multi_ggx.
string ps_distribution(string name)
{
    return name == "ggx" ? "multi_ggx" : name;
}

float ps_f0(float ior)
{
    float r = (ior - 1.0) / (ior + 1.0);
    return r * r;
}

// Two closures of Cycles are the same dielectric with different faults: dielectric_bsdf ignores its
// thin film; the generalized Schlick curve (exact Fresnel, with a negative exponent) tells a layer too
// small an albedo when seen from inside, so that refraction under it gains light.
closure color ps_dielectric_reflection(normal n, vector t, color tint, float ax, float ay, float ior,
                                       string distribution, float film_nm, float film_ior)
{
    float eta = ps_relative_ior(ior);
    string microfacets = ps_distribution(distribution);
    closure color result = null_closure();
    if (film_nm <= 0.0 && eta < 1.0)
        result = dielectric_bsdf(n, t, tint, color(0.0), ax, ay, eta, microfacets);
    else
        result = generalized_schlick_bsdf(n, t, tint, color(0.0), ax, ay, color(ps_f0(eta)), color(1.0),
                                          -eta, microfacets, "thinfilm_thickness", film_nm,
                                          "thinfilm_ior", film_ior);
    return result;
}

// Refraction alone. The reflection layered over it already takes its Fresnel share away, so this
// lobe must not take it a second time: F0 = F90 = 0 on the same curve.
closure color ps_dielectric_transmission(normal n, vector t, color tint, float ax, float ay, float ior,
                                         string distribution)
{
#ifdef PS_THIN_WALLED
    return tint * transparent();
#else
    return generalized_schlick_bsdf(n, t, color(0.0), tint, ax, ay, color(0.0), color(0.0),
                                    -ps_relative_ior(ior), ps_distribution(distribution));
#endif
}

// Reflection and refraction of one rough boundary in one closure: the curve runs from f0 to f90 as
// Fresnel's does for `ior`, and what it does not reflect goes through. Lobes of different roughness
// stay two layers.
closure color ps_glass(closure color reflection, color f0, color f90, vector2 alpha, float film_nm,
                       float film_ior, vector n, vector t, string distribution,
                       closure color refraction, color through, float ior, vector2 through_alpha)
{
    closure color result = null_closure();
#ifdef PS_THIN_WALLED
    result = thin_glass(normal(n), t, f90, through, ior, sqrt(sqrt(alpha.x * alpha.y)), film_nm, film_ior);
#else
    float eta = ps_relative_ior(ior);
    if (alpha.x == through_alpha.x && alpha.y == through_alpha.y)
        result = generalized_schlick_bsdf(normal(n), t, color(1.0), through, alpha.x, alpha.y, f0, f90, -eta,
                                          ps_distribution(distribution), "thinfilm_thickness", film_nm,
                                          "thinfilm_ior", film_ior);
    else
        result = ps_layer(reflection, refraction);
#endif
    return result;
}

closure color ps_dielectric_bsdf(normal n, vector t, color reflection, color transmission, float ax,
                                 float ay, float ior, string distribution, string k0, float film_nm,
                                 string k1, float film_ior)
{
    closure color result = null_closure();
    if (transmission == color(0.0))
        result = ps_dielectric_reflection(n, t, reflection, ax, ay, ior, distribution, film_nm, film_ior);
    else if (reflection == color(0.0))
        result = ps_dielectric_transmission(n, t, transmission, ax, ay, ior, distribution);
    else {
#ifdef PS_THIN_WALLED
        result = thin_glass(n, t, reflection, transmission, ior, sqrt(sqrt(ax * ay)), film_nm, film_ior);
#else
        float eta = ps_relative_ior(ior);
        result = generalized_schlick_bsdf(n, t, reflection, transmission, ax, ay, color(ps_f0(eta)),
                                          color(1.0), -eta, ps_distribution(distribution), "thinfilm_thickness", film_nm,
                                          "thinfilm_ior", film_ior);
#endif
    }
    return PS_SURFACE(result);
}

closure color ps_conductor_bsdf(normal n, vector t, float ax, float ay, color ior, color extinction,
                                string distribution, string k0, float film_nm, string k1, float film_ior)
{
    return PS_SURFACE(conductor_bsdf(n, t, ax, ay, ior, extinction, ps_distribution(distribution), "thinfilm_thickness",
                                     film_nm, "thinfilm_ior", film_ior));
}

closure color ps_oren_nayar_diffuse_bsdf(normal n, color albedo, float roughness)
{
    return PS_SURFACE(oren_nayar_diffuse_bsdf(n, albedo, roughness));
}

closure color ps_burley_diffuse_bsdf(normal n, color albedo, float roughness)
{
    return PS_SURFACE(burley_diffuse_bsdf(n, albedo, roughness));
}

closure color ps_translucent_bsdf(normal n, color albedo)
{
    return PS_SURFACE(translucent_bsdf(n, albedo));
}

closure color ps_subsurface_bssrdf(normal n, color albedo, color radius, float anisotropy)
{
    return PS_SURFACE(subsurface_bssrdf(n, albedo, radius, anisotropy));
}

// Cycles' sheen is Zeltner's, MaterialX's default that of Conty and Kulla (2017). This roughness and weight
// of the former reflect nearest to the latter: directional albedo within 0.013 (rms) above roughness 0.05.
closure color ps_sheen(vector n, color albedo, float roughness, string mode)
{
    float r = roughness;
    float weight = 1.0;
    if (mode != "zeltner") {
        float l = log(clamp(roughness, 0.03, 1.0));
        r = 0.834156 + l * (0.204022 + l * 0.0126774);
        weight = exp(-0.335953 + l * (-0.275601 + l * 0.00960721));
    }
    return PS_SURFACE(sheen_bsdf(normal(n), weight * albedo, r));
}

closure color ps_uniform_edf(color emittance)
{
    return PS_SURFACE(uniform_edf(emittance));
}

// Absorption alone has no single-scattering albedo to divide by.
closure color ps_anisotropic_vdf(vector absorption, vector scattering, float anisotropy)
{
    color extinction = max(color(absorption), color(0.0)) + max(color(scattering), color(0.0));
    color albedo = color(0.0);
    for (int i = 0; i < 3; ++i)
        albedo[i] = extinction[i] > 0.0 ? clamp(scattering[i] / extinction[i], 0.0, 1.0) : 0.0;
    closure color result = null_closure();
    if (extinction != color(0.0))
        result = anisotropic_vdf(albedo, extinction, anisotropy);
    return PS_MEDIUM(result);
}

// A metal's colour at 82 degrees is a curve of its own in Cycles; everything else is generalized Schlick.
closure color ps_generalized_schlick(color f0, color f82, color f90, float exponent, vector2 alpha,
                                     float film_nm, float film_ior, normal n, vector t,
                                     string distribution, string scatter_mode)
{
    closure color result = null_closure();
    if (scatter_mode == "R" && f82 != color(1.0))
        result = microfacet_f82_tint(ps_distribution(distribution), n, t, alpha.x, alpha.y, f0, f82, "thinfilm_thickness",
                                     film_nm, "thinfilm_ior", film_ior);
    else {
        color reflection = scatter_mode == "T" ? color(0.0) : color(1.0);
        color transmission = scatter_mode == "R" ? color(0.0) : color(1.0);
        result = generalized_schlick_bsdf(n, t, reflection, transmission, alpha.x, alpha.y, f0, f90,
                                          exponent, ps_distribution(distribution), "thinfilm_thickness", film_nm,
                                          "thinfilm_ior", film_ior);
    }
    return PS_SURFACE(result);
}

void ps_generalized_schlick_bsdf(float weight, color f0, color f82, color f90, float exponent,
                                 vector2 alpha, int retroreflective, float film_nm, float film_ior,
                                 vector n, vector t, string distribution, string scatter_mode,
                                 output closure color bsdf)
{
    bsdf = weight * ps_generalized_schlick(f0, f82, f90, exponent, alpha, film_nm, film_ior, normal(n), t,
                                           distribution, scatter_mode);
}

// MaterialX gives each lobe its own roughness; Cycles' hair has one longitudinal and one azimuthal
// value, so those of the transmitted lobe are used. Tints scale the whole fibre.
void ps_chiang_hair_bsdf(color tint_r, color tint_tt, color tint_trt, float ior, vector2 roughness_r,
                         vector2 roughness_tt, vector2 roughness_trt, float cuticle_angle,
                         vector absorption, vector n, vector t, output closure color bsdf)
{
    float tilt = (cuticle_angle - 0.5) * M_PI;
    color tint = (tint_r + tint_tt + tint_trt) / 3.0;
    bsdf = PS_SURFACE(tint * hair_chiang(normal(n), color(absorption), roughness_tt.x, roughness_tt.y,
                                         1.0, tilt, ior));
}

#define layer(top_, base_) ps_layer(top_, base_)
#define dielectric_bsdf ps_dielectric_bsdf
#define conductor_bsdf ps_conductor_bsdf
#define oren_nayar_diffuse_bsdf ps_oren_nayar_diffuse_bsdf
#define burley_diffuse_bsdf ps_burley_diffuse_bsdf
#define translucent_bsdf ps_translucent_bsdf
#define subsurface_bssrdf ps_subsurface_bssrdf
#define uniform_edf ps_uniform_edf
#ifdef PS_INTERIOR
#define transparent() null_closure()
#endif
// A name of Cycles' that MaterialX gives to inputs.
#define absorption ps_absorption
