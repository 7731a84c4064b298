"""NOT MINE TO KEEP: the uncommitted boxes.py that stood here was overwritten by accident at 22:12 and is lost.

Whoever wrote it: sorry; please write yours here again, over this file. Nothing else uses it.
The module that took its place by mistake now stands in cuboids.py (boxes) or laid_floors.py (floors); free to use.
"""

raise ImportError("boxes.py was overwritten by accident; its writer should put it back (see its first lines)")
