"""Every attribute, relationship, primvar and metadata key that is our own: its spelling, meaning and unit.

What is spelled here is on disk in every sample: a new spelling is a new dataset version.
"""

from __future__ import annotations

from schemas.namespace import NAMESPACE

# On lights and glowing meshes.

LIGHT_GROUP = "parallelSynth:lightGroup"
"""token: the ``light_<group>`` AOV that gathers the light."""

VISIBLE_TO_CAMERA = "parallelSynth:visibleToCamera"
"""bool: whether the camera sees the light's surface; true where it is not authored."""

# On the set, the subject and their meshes.

SETTING = "parallelSynth:setting"
"""token on /World/Set: which setting it is (studio, room, terrace, landscape)."""

SUBDIVISION_LEVEL = "parallelSynth:subdivisionLevel"
"""int on a mesh: how many times a renderer refines the cage; 0 shows the cage itself."""

MODIFIER_NAME = "parallelSynth:modifier:name"
"""token on the subject: the operation that made it, where its points cannot say so (mirror)."""

CURVATURE_PRIMVAR = "curvature"
"""float primvar by face corner: mean curvature in 1/m of the mesh's own space, above 0 where it bulges."""

# On the render settings.

SPP = "parallelSynth:spp"
"""int: samples per pixel."""

DENOISE = "parallelSynth:denoise"
"""bool: whether the renderer's denoiser finishes the picture."""

INTEGRATOR = "parallelSynth:integrator"
"""token: how light is transported ("path", ...)."""

ENGINE = "parallelSynth:engine"
"""token: the renderer that is asked for; not authored where any will do."""

MAX_BOUNCES = "parallelSynth:maxBounces"
"""int: the longest path of light, in bounces."""

# On the render product and its vars.

FINISHING_BEFORE_3_PREFIX = "parallelSynth:finishing:"
"""Of a product of dataset versions before 0.3.0, refused: since then finishing is a chain of shaders."""

FEATURED_VARS_BEFORE_3 = "parallelSynth:featuredVars"
"""Of a product of dataset versions before 0.3.0, refused: since then the order of the vars says it."""

VAR_PREFIX = "parallelSynth:"
"""Before a render var's quantities: doubles such as ``start_m`` of the mist, in the unit that ends the name."""

# In the root layer's customLayerData, under `SAMPLE_DATA`.

SAMPLE_DATA = NAMESPACE
"""dictionary: which sample the stage is."""

DATASET_VERSION = "datasetVersion"
"""string: the version of the taxonomy that the sample was drawn from."""

SEED = "seed"
"""int: the dataset's seed."""

INDEX = "index"
"""int: the sample's number in the dataset."""

SPEC_HASH = "specHash"
"""string: the digest of the sample's spec."""

# In the copy of a stage that Storm draws, never on disk.

PRIM_CODE_PRIMVAR = "parallelSynthPrim"
"""float2 primvar: the prim's number, in two digits of base 1024."""
