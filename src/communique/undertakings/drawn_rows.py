"""Makes of a cue, its acts and who is asked the rows that are owed: who owes, who asks."""

from __future__ import annotations

from communique.lexicon.duties import Cue, Duties
from communique.model import Token
from communique.undertakings.acts import Act
from communique.undertakings.askers import asking_with, receiving
from communique.undertakings.clause import agent_of, is_passive, stray_subject
from communique.undertakings.owed import Owed


def owed_rows(
    token: Token, cue: Cue, duties: Duties, acts: list[Act], asked: tuple[Token, ...], subject: Token | None = None
) -> list[Owed]:
    """The rows: the subject of a commitment owes it, whoever is asked owes a demand."""
    who = asking_with(token, cue, duties)
    rows = []
    for act in acts:
        stray = stray_subject(act.head) if act is not acts[0] else None
        if stray is not None:
            by = (stray,) if cue.kind == "commitment" else who
            rows.append(Owed(cue.kind, act, token, (stray,), by, asked, f"gapped, {cue.pos.lower()} {cue.lemma}"))
            continue
        if cue.obligor == "subject":
            bound = [c for c in token.rights if c.dep == "dobj" and c.tag != "PRP"]
            if (
                subject is None
                and bound
                and not act.nominal
                and cue.pos == "VERB"
                and cue.lemma in duties.words["binding_verbs"]
            ):
                rows.append(Owed("obligation", act, token, tuple(bound), (), (), f"verb {cue.lemma} somebody"))
                continue
            obligor = who if subject is None else (subject,)
            if subject is not None and is_passive(act.head):
                agent = agent_of(act.head)
                obligor = (agent,) if agent is not None else who
            by = who if cue.kind == "commitment" else ()
            rows.append(Owed(cue.kind, act, token, obligor, by, (), f"{cue.pos.lower()} {cue.lemma}"))
            continue
        doer = (subject,) if subject is not None else (asked or receiving(token, cue, duties))
        owner = act.head.child("poss") if act.nominal else None
        if not doer and owner is not None and act.head.lemma not in duties.words["undergone_acts"]:
            doer = (owner,)  # "called for the minister's resignation"
        if act.head.tag == "VBN" and is_passive(act.head):
            agent = agent_of(act.head)
            doer = (agent,) if agent is not None else ()
        by = () if cue.kind == "obligation" else who
        rows.append(Owed(cue.kind, act, token, doer, by, asked, f"{cue.pos.lower()} {cue.lemma}"))
    return rows
