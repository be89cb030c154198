"""Which test proves which hard separation of domain.md section 2, beside the generated table (1, 3 and 9)."""

SEPARATIONS: dict[int, tuple[str, ...]] = {
    1: (
        "tests/test_capabilities.py::test_each_role_gets_what_the_capability_table_says",
        "tests/test_capabilities.py::test_no_text_of_a_case_leaves_the_case",
        "tests/mediation/proceedings/test_pages_roles.py::test_other_staff_get_404_on_every_page_file_and_move",
        "tests/mediation/consultations/test_pages.py::test_staff_read_what_the_capability_table_says",
    ),
    2: (
        "tests/mediation/cases/test_access.py::test_a_mediator_reads_thirty_days_on_after_closing",
        "tests/mediation/dossier/test_reading.py::test_the_mediator_keeps_the_own_closing_report_alone_after_thirty_days",
        "tests/mediation/proceedings/test_course.py::test_access_and_engagement_end_with_the_appointment",
    ),
    3: (
        "tests/test_capabilities.py::test_each_role_gets_what_the_capability_table_says",
        "tests/mediation/dossier/test_reading.py::test_notes_are_the_mediators_and_a_private_one_its_partys",
        "tests/mediation/dossier/test_reading.py::test_identity_papers_are_seen_by_their_party_and_the_office_only",
        "tests/mediation/proceedings/test_pages_roles.py::test_notes_and_private_talk_stay_where_they_were_said",
    ),
    4: (
        "tests/mediation/dossier/test_reading.py::test_no_generated_document_holds_a_note",
        "tests/mediation/dossier/test_reading.py::test_facts_have_their_own_permission_and_confirmations",
        "tests/test_capabilities.py::test_no_text_of_a_case_leaves_the_case",
    ),
    5: (
        "tests/ipplatform/enterprises/test_areas.py::test_the_proposer_cannot_approve_even_with_both_roles",
        "tests/test_capabilities.py::test_5_who_claims_a_landing_does_not_verify_it",
    ),
    6: (
        "tests/patents/offers/test_moves.py::test_an_operator_of_the_owner_enterprise_reviews_nothing_of_it",
        "tests/test_capabilities.py::test_6_an_operator_runs_no_deal_of_the_own_enterprise",
    ),
    7: (
        "tests/mediation/proceedings/test_guards.py::test_a_recorded_conflict_bars_a_mediator",
        "tests/mediation/proceedings/test_course.py::test_a_consultation_becomes_a_linked_draft_and_bars_its_adviser",
        "tests/mediation/cases/test_access.py::test_an_agent_reads_until_the_power_ends_and_may_not_mediate_for_the_party",
    ),
    8: (
        "tests/ipplatform/accounts/test_roles.py::test_nobody_grants_himself_a_role",
        "tests/test_capabilities.py::test_8_no_role_changes_accounts_or_groups_through_wagtail",
    ),
    9: (
        "tests/test_capabilities.py::test_each_role_gets_what_the_capability_table_says",
        "tests/mediation/proceedings/test_pages_roles.py::test_a_move_that_is_not_ones_own_is_409_by_name_on_a_readable_case",
        "tests/mediation/consultations/test_pages.py::test_a_refused_move_on_a_readable_object_is_409_and_named",
    ),
}
