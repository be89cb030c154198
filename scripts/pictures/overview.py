"""Pictures of the README: the home page, the plan board, a case room, a published report; each as who sees it."""

from scripts.pictures.camera import Camera

GENERAL, MEDIATOR = "general@demo.test", "mediator@demo.test"


def overview_home(camera: Camera) -> None:
    """The home page of a visitor."""
    camera.page.context.clear_cookies()
    camera.page.goto("/")
    camera.shot("overview-home")


def overview_report(camera: Camera) -> None:
    """The page of a published data analysis, from its findings."""
    page = camera.page
    page.goto("/reports/?kind=data")
    page.locator("main h2 a, main h3 a").first.click()
    page.wait_for_url("**/reports/*/")
    camera.shot("overview-report")


def overview_plan(camera: Camera) -> None:
    """The plan board of the general section."""
    camera.login(GENERAL)
    camera.page.goto("/admin/plan/")
    camera.shot("overview-plan")


def overview_case(camera: Camera) -> None:
    """A case room of a mediator: what comes next, the course, papers and talk."""
    page = camera.page
    camera.login(MEDIATOR)
    page.goto("/admin/cases/")
    page.locator("main a[href*='/cases/']:has-text('TJ-')").first.click()
    page.wait_for_load_state()
    camera.shot("overview-case")


SCENES = (overview_home, overview_report, overview_plan, overview_case)
