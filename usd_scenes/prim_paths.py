"""Where things stand in every sample's stage."""

from __future__ import annotations

WORLD = "/World"
SET = "/World/Set"
SUBJECT = "/World/Subject"
PROPS = "/World/Props"
FX = "/World/Fx"
FX_LOOKS = "/World/Fx/Looks"
LIGHTS = "/World/Lights"
CAMERAS = "/World/Cameras"
MAIN_CAMERA = "/World/Cameras/Main"
LOOKS = "/World/Looks"
RENDER = "/Render"
RENDER_SETTINGS = "/Render/Settings"
RENDER_PRODUCT = "/Render/Products/Beauty"
RENDER_VARS = "/Render/Vars"
