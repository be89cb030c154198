"""Pictures of the guide importing-patents.md."""

from scripts.pictures.camera import Camera


def history(camera: Camera) -> None:
    """The list of imports."""
    camera.page.goto("/admin/imports/")
    camera.shot("import-history", height=560)


SCENES = (history,)
