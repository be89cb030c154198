"""One of each kind of object, made through the rooms' services; confidential texts carry marks no stranger sees."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from analytics.plan.services import figures_store, plan_create, snapshot_freeze
from analytics.seminars.services import seminar_announce, seminar_hold
from ipplatform.alerts.models import AlertFinding
from ipplatform.alerts.selectors import unsubscribe_token
from ipplatform.alerts.services import search_save
from ipplatform.enterprises.models import NewAreaMembership
from ipplatform.enterprises.services import area_propose, membership_request
from ipplatform.files.services import file_store
from ipplatform.jobs.services import job_enqueue
from ipplatform.notices.tasks import notices_mail_task
from patents.catalogue.selectors import query_of
from patents.duplicates.services import pair_dismiss
from patents.imports.readers import Recipe
from patents.imports.services import (
    column_mapping_save,
    files_taken,
    import_batch_start,
    import_run_start,
    patent_merge,
    statement_record,
)
from patents.industries.models import Industry, Sample
from patents.industries.services import judging_record, sample_draw
from patents.names.models import AliasProposal
from patents.names.services import alias_approve, aliases_find, proposals_reject
from patents.offers.services import demand_submit
from patents.records.models import Patent, PatentParty
from patents.rights.services import licence_record, pledge_consent, pledge_register
from tests.capabilities.actors import Actors, actors_make
from tests.capabilities.confidential import case_parts, consultation_parts
from tests.factories import deals, market, people, reports
from tests.factories import patents as imported
from tests.factories.reports import drafting, frozen, published

DAY = date(2026, 5, 20)
PDF = market.PDF
NOBODY = "00000000-0000-4000-8000-000000000000"


@dataclass
class World:
    """Objects by the names that the table's paths use: `deal.number`, `case.public_id`, `file_offer.public_id`."""

    actors: Actors
    things: dict[str, Any]

    def value(self, path: str) -> Any:
        """`=word` is the word itself; else a dotted path from a thing."""
        if path.startswith("="):
            return path[1:]
        name, _dot, rest = path.partition(".")
        found = self.things[name]
        for part in rest.split(".") if rest else ():
            found = getattr(found, part)
        return found


def world_make(folder: Path) -> World:
    """Everything; a few seconds. The clock stands on DAY and the search index and private files lie in `folder`."""
    actors = actors_make()
    things: dict[str, Any] = {"nobody": NOBODY, "year": 2026}
    for part in (_market, _alerts, _deals, _imports, _enterprises, _analytics, _plan):
        things |= part(actors, folder)
    things |= consultation_parts(actors, DAY) | case_parts(actors, DAY)
    return World(actors, things)


def _market(actors: Actors, folder: Path) -> dict[str, Any]:
    owner, person = actors.enterprises["seller"], actors.seller
    own = (owner, person)
    clerk = people.user("operator")
    pledged = market.patent(owner.name, owner_enterprise=owner)
    pledge = pledge_register(
        patent=pledged, pledgor=owner.name, pledgee="示例银行", registration_number="Y1", registered_on=DAY, by=clerk,
        on=DAY,
    )  # fmt: skip
    consent = file_store(content=PDF, name="consent.pdf", owner_kind="pledge", owner_id=str(pledge.public_id), by=clerk)
    pledge_consent(pledge=pledge, file=consent, modes=["transfer"], by=clerk, on=DAY)
    licence_record(
        patent=pledged, kind="ordinary", licensee="示例被许可人", territory="", valid_from=DAY, valid_to=None,
        recordal_number="", by=clerk,
    )  # fmt: skip
    draft = market.offer_draft(of=own, floor_price=7654321)
    submitted_demand = market.demand_draft(of=own)
    demand_submit(demand=submitted_demand, by=person, on=DAY, revision=submitted_demand.revision)
    submitted = market.offer_submitted(of=own, floor_price=7654321)
    held = market.offer_published(of=own)
    hold = market.dispute(held.patents.first())[0]
    return {
        "patent": pledged,
        "patent_secret": market.patent(owner.name, published=False, owner_enterprise=owner),
        "offer": market.offer_published(of=own, floor_price=7654321),
        "offer_draft": draft,
        "offer_submitted": submitted,
        "offer_locked": held,
        "hold": hold,
        "draft_file": draft.files.first(),
        "draft_patent": draft.patents.first(),
        "submitted_patent": submitted.patents.first(),
        "file_offer": draft.files.first().file,
        "file_pledge": consent,
        "demand": market.demand_published_made(of=own),
        "demand_draft": market.demand_draft(of=own),
        "demand_submitted": submitted_demand,
    }


def _alerts(actors: Actors, folder: Path) -> dict[str, Any]:
    """The seller's saved search, with a finding."""
    saved = search_save(
        owner=actors.seller, query=query_of("示例", {}), address="q=示例", said="", name="示例检索", alert=True,
        by=actors.seller,
    )  # fmt: skip
    finding = AlertFinding.objects.create(search=saved, up_to=1, found_on=DAY, total=1, new_total=1, new_ids=[1])
    return {"saved_search": saved, "saved_finding": finding, "saved_token": unsubscribe_token(saved)}


def _deals(actors: Actors, folder: Path) -> dict[str, Any]:
    sides = {"seller": actors.enterprises["seller"], "buyer": actors.enterprises["buyer"]}
    start = DAY - timedelta(days=60)
    quoted = deals.quoted(on=DAY, **sides)
    done = deals.recorded(on=start, day=start + timedelta(days=20), **sides)
    landing = deals.claim(done, day=DAY - timedelta(days=5), on=DAY, by=actors.operator)
    payment = deals.payment_confirmed(done, 120000, on=DAY)
    room = deals.inquiry_sent(on=DAY, **sides)
    blind = deals.inquiry_sent(on=DAY, nda=False, **sides)
    files = {
        name: file_store(content=PDF, name="room.pdf", owner_kind="data_room", owner_id=str(key), by=actors.seller)
        for name, key in (("file_room", room.inquiry.public_id), ("file_room_blind", blind.inquiry.public_id))
    }
    return {
        "inquiry": room.inquiry, "inquiry_blind": blind.inquiry, "deal": quoted.deal, "quote": quoted.deal.quotes.get(),
        "deal_done": done.deal, "payment": payment, "landing": landing,
        "deal_party": done.deal.parties.first(), "deal_patent": done.deal.deal_patents.first(),
        "file_deal": done.deal.documents.first().file,
        "file_landing": landing.evidence.first().file, **files,
    }  # fmt: skip


def _imports(actors: Actors, folder: Path) -> dict[str, Any]:
    path = imported.template_file(folder / "示例导入.xlsx", [{"publication_number": "CN190000001B"}])
    run = imported.imported(path, by=actors.operator, on=DAY)
    waiting = imported.template_file(folder / "示例待导入.xlsx", [{"publication_number": "CN190000002B"}])
    run_waiting = import_run_start(file=waiting, format="auto", cutoff=None, by=actors.operator, on=DAY)
    with files_taken([waiting]) as taken:
        batch = import_batch_start(taken=taken, by=actors.operator, on=DAY)
    odd = folder / "示例其他.csv"
    odd.write_text("编码,题目\nCN190000003B,示例\n", "utf-8")
    with files_taken([odd]) as taken:
        run_odd = import_batch_start(taken=taken, by=actors.operator, on=DAY).runs.get()
    recipe = Recipe({"publication_number": "编码", "title": "题目"})
    mapping = column_mapping_save(run=run_odd, name="示例列对应", source="other", recipe=recipe, by=actors.operator)
    own = {"office": "CN", "application_number": imported.cn_number(), "title": "示例未公开"}
    seller = actors.enterprises["seller"]
    stated = statement_record(
        patent=None, values=own, stated_by=seller, source="enterprise", by=actors.seller, on=DAY
    )  # fmt: skip
    job = job_enqueue(kind="capabilities", key="one", task=notices_mail_task, by=actors.operator)
    return {
        "run": run, "run_waiting": run_waiting, "batch": batch, "mapping": mapping, "file_import": run.file, "job": job,
        "record": run.records.get(), "record_stated": stated,
    } | _judged(folder)  # fmt: skip


def _judged(folder: Path) -> dict[str, Any]:
    """Twins to compare, a merge and a dismissal to undo; a group of names with a member, a rejection to undo."""
    by = people.user("operator")
    rows = [{"publication_number": f"EP190000{n}{kind}"} for n in range(3) for kind in ("A1", "B1")]
    names = ("Example Battery Ltd.", "EXAMPLE BATTERY LIMITED", "Example Batteries Ltd.", "Example Batterie Ltd.")
    imported.imported(imported.template_file(folder / "示例双生.xlsx", [
        *rows, *({"publication_number": f"EP19001{n}A1", "applicants": name} for n, name in enumerate(names)),
    ]))  # fmt: skip
    found = {patent.number: patent for patent in Patent.objects.filter(number__startswith="EP190")}
    written = {party.as_written: party.name for party in PatentParty.objects.filter(as_written__in=names)}
    aliases_find(by=by)
    rejected = AliasProposal.objects.filter(name__in=[written[name] for name in names[2:]])
    group = alias_approve(name=written[names[1]], target=written[names[0]], by=by)
    return {
        "twin": found["EP1900000A1"], "other_twin": found["EP1900000B1"],
        "merge": patent_merge(kept=found["EP1900001B1"], merged=found["EP1900001A1"], by=by),
        "dismissal": pair_dismiss(first=found["EP1900002A1"], second=found["EP1900002B1"], by=by),
        "name_group": group, "joined_name": written[names[1]],
        "alias_rejection": proposals_reject(proposals=rejected[:1], by=by)[0],
    }  # fmt: skip


def _enterprises(actors: Actors, folder: Path) -> dict[str, Any]:
    third, fresh = actors.enterprises["third"], people.enterprise("示例新登记企业")
    area = area_propose(
        enterprise=third, status=NewAreaMembership.Status.INSIDE, valid_from=DAY, valid_to=None, evidence="示例证明",
        by=people.user("operator"), on=DAY,
    )  # fmt: skip
    staff, owner = people.user(), people.user()
    return {
        "enterprise": third, "area": area, "fresh": fresh,
        "membership_staff": membership_request(user=staff, enterprise=third, role="staff", on=DAY, by=staff),
        "membership_owner": membership_request(user=owner, enterprise=fresh, role="owner", on=DAY, by=owner),
    }  # fmt: skip


def _analytics(actors: Actors, folder: Path) -> dict[str, Any]:
    reports.patents_indexed()
    industry = reports.industry(by=people.user("operator"), code="others")
    own_industry = reports.industry(by=actors.operator, name="示例自建产业", code="own")
    sample, own_sample = (_sample(one) for one in (industry, own_industry))
    draft = frozen(drafting(of=industry))
    public = published(drafting(of=own_industry))
    own = drafting(of=own_industry)
    own.authors.set([actors.operator])
    general = people.user("general_section")
    seminar = seminar_announce(
        title="示例研讨会", slug="storage", planned_on=DAY, place="示例会议室", summary="", by=general, on=DAY
    )
    held = seminar_announce(
        title="示例已办研讨会", slug="held", planned_on=DAY, place="示例会议室", summary="", by=general, on=DAY
    )
    seminar_hold(
        seminar=held, held_on=DAY, attendees=40, sign_in=PDF, sign_in_name="s.pdf", minutes=None, minutes_name="",
        by=general, on=DAY, revision=held.revision,
    )  # fmt: skip
    sheet = public.sheets.first()
    draft_pdf = reports.pdf_stored(draft).pdf
    return {
        "sample": sample, "own_sample": own_sample,
        "industry": industry, "own_industry": own_industry, "branch": industry.branches.first(),
        "own_branch": own_industry.branches.first(), "report": draft, "own_report": own, "report_public": public,
        "figure": draft.figures.first(), "public_figure": public.figures.first(), "seminar": seminar,
        "seminar_held": held,
        "file_seminar": SimpleNamespace(public_id=held.sign_in_file), "file_report": draft_pdf,
        "file_report_public": public.pdf, "file_sheet": sheet.file, "file_dataset": draft.dataset.file,
    }  # fmt: skip


def _sample(industry: Industry) -> Sample:
    """A sample of two, judged by one person."""
    by = industry.created_by
    sample = sample_draw(industry=industry, size=2, seed=1, by=by)
    verdicts = dict.fromkeys(sample.items.values_list("number", flat=True), "yes")
    judging_record(sample=sample, judge="示例判定人", judged_on=DAY, verdicts=verdicts, by=by, on=DAY)
    return sample


def _plan(actors: Actors, folder: Path) -> dict[str, Any]:
    general = people.user("general_section")
    plan = plan_create(year=2026, by=general, on=DAY)
    figures_store(plan=plan, by=general, on=DAY)
    snapshot = snapshot_freeze(plan=plan, as_of=DAY, title="示例快照", reason="", by=general, on=DAY)
    return {"plan": plan, "snapshot": snapshot}
