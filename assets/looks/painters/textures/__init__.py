"""Painters of patterned surfaces: boards, slabs, skins, drawn and procedural patterns."""
