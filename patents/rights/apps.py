from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "patents.rights"
    verbose_name = "权利负担"

    def ready(self) -> None:
        """What stands on a patent keeps it: an import that would take its last source back is refused."""
        from ipplatform.files.owners import owner_register
        from patents.records.guards import disappearance_guard_register
        from patents.rights.permissions import consent_file_can_read
        from patents.rights.selectors import patents_with_rights

        owner_register("pledge", consent_file_can_read)
        disappearance_guard_register("rights", patents_with_rights)
