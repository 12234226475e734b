"""Who stands where around a word: one view for active and passive, relative clauses, participles and control.

An *edge* leads from a word to another by a label that does not depend on voice or construction:

| label | from a verb (or a predicate adjective) | from a noun |
|---|---|---|
| `subj` | who does it: subject, or agent of a passive, or the one understood | - |
| `obj` | to what it is done: object, or subject of a passive | - |
| `iobj` | dative | - |
| `prep:P` | object of preposition P, also of one that hangs on the object | object of P, also at the verb above |
| `prt:up` | a particle, or a bare adverb | - |
| `verb` | the verb below: infinitive, complement, gerund | an infinitive or gerund below |
| `attr` | the noun or adjective that a copula links | - |
| `mod` | - | possessor, compound, adjective |
| `gov` | - | the verb above, of which the noun is object, subject or prepositional object |
| `gsubj`, `gobj` | - | the subject (object) of that verb, where the noun is not it |
"""

from dataclasses import dataclass, field

from dragoman.model import Sentence, Token
from dragoman.reading.mending import DAYS

Edge = tuple[str, int]

SUBJECTS = ("nsubj", "csubj")
AFTERWARDS = ("after", "following", "during", "amid")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")


@dataclass(slots=True)
class Clauses:
    """The edges of one parsed sentence, worked out when they are asked for."""

    sentence: Sentence
    children: list[list[int]] = field(default_factory=list)
    _edges: dict[int, list[Edge]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """List each token's children in the order of the text."""
        self.children = [[] for _ in self.sentence.tokens]
        for i, token in enumerate(self.sentence.tokens):
            if token.head != i:
                self.children[token.head].append(i)

    def token(self, i: int) -> Token:
        """The token with index `i`."""
        return self.sentence.tokens[i]

    def edges(self, i: int) -> list[Edge]:
        """Every edge that leaves token `i`, in a fixed order, none twice."""
        if i not in self._edges:
            found = self._noun(i) if self.is_noun(i) else self._verb(i)
            self._edges[i] = list(dict.fromkeys(found))
        return self._edges[i]

    def follow(self, i: int, path: tuple[str, ...]) -> list[int]:
        """The tokens reached from `i` by the labels of `path`, in order."""
        ends = [i]
        for label in path:
            ends = [end for start in ends for name, end in self.edges(start) if name == label]
        return list(dict.fromkeys(ends))

    def is_noun(self, i: int) -> bool:
        """Whether the token is a noun (a gerund is a verb)."""
        return self.token(i).tag[:2] in ("NN", "CD", "PR") or self.token(i).tag == "DT"

    def is_passive(self, i: int) -> bool:
        """Whether the verb is passive: by its auxiliary, its subject, or as a participle behind a noun."""
        token = self.token(i)
        if token.tag not in ("VBN", "VBD"):
            return False
        deps = {self.token(child).dep for child in self.children[i]}
        if deps & {"auxpass", *PASSIVE_SUBJECTS}:
            return True
        if token.dep == "acl" or (token.dep == "amod" and token.tag == "VBN"):
            return True
        bare = token.tag == "VBN" and not deps & {"aux", "nsubj", "dobj"}
        if token.dep == "conj" and bare:
            return self.is_passive(token.head)
        return token.dep in ("advcl", "xcomp", "oprd", "ccomp") and bare

    def conjuncts(self, i: int) -> list[int]:
        """The token and those coordinated with it, below it."""
        found = [i]
        for child in self.children[i]:
            if self.token(child).dep == "conj":
                found += self.conjuncts(child)
        return found

    def is_afterwards(self, noun: int) -> bool:
        """Whether a noun tells after what or during what its clause happened: "left after talks with Oslo"."""
        token = self.token(noun)
        return token.dep == "pobj" and self.token(token.head).text.lower() in AFTERWARDS

    def is_day(self, noun: int) -> bool:
        """Whether a phrase is a day or a part of it: "on Monday", "Tuesday morning"; "May" said nothing is no month."""
        if self.token(noun).dep not in ("pobj", "npadvmod"):
            return False
        return any(self.token(t).text.lower() in DAYS for t in (noun, *self.children[noun]) if t <= noun)

    def path_up(self, i: int) -> list[int]:
        """The tokens above, up to the root."""
        found = []
        while self.token(i).head != i:
            i = self.token(i).head
            found.append(i)
        return found

    def verb_over(self, i: int) -> int:
        """The nearest verb above, or the root where there is none."""
        while self.token(i).head != i:
            i = self.token(i).head
            if self.token(i).tag.startswith("V"):
                break
        return i

    def subtree(self, i: int) -> list[int]:
        """The token and everything below it, in the order of the text."""
        found, stack = [], [i]
        while stack:
            top = stack.pop()
            found.append(top)
            stack += self.children[top]
        return sorted(found)

    # ── verbs ───────────────────────────────────────────────────────────────────────────────────────────────

    def _verb(self, i: int) -> list[Edge]:
        edges: list[Edge] = []
        passive = self.is_passive(i)
        agents = self._agents(i)
        surface = self.surface_subjects(i)
        if passive:
            edges += [("subj", a) for a in agents]
            edges += [("obj", s) for s in surface]
        else:
            edges += [("subj", s) for s in surface]
        for child in self.children[i]:
            edges += self._below_verb(child)
        edges += self._relative_object(i, passive)
        if self.token(i).dep in ("acomp", "attr", "oprd"):
            edges += self._copular_subject(i)
            edges += [e for c in self.children[self.token(i).head] for e in self._preps(c)]
        if self.token(i).dep == "amod" and not passive:
            edges.append(("subj", self.token(i).head))
        return edges

    def _below_verb(self, child: int) -> list[Edge]:
        token = self.token(child)
        match token.dep:
            case "dobj" | "oprd":
                label = "obj" if token.dep == "dobj" else "attr"
                edges: list[Edge] = [(label, child)]
                for grandchild in self.children[child]:
                    edges += self._preps(grandchild)
                return edges
            case "dative":
                if token.tag in ("IN", "TO"):
                    return [("prep:" + token.text.lower(), o) for o in self._objects(child)]
                return [("iobj", child)]
            case "prep":
                return self._preps(child)
            case "prt" | "advmod" | "npadvmod":
                return [("prt:" + token.text.lower(), child)]
            case "xcomp" | "ccomp":
                # "bombed what it called a camp": the clause is the object.
                what = any(self.token(c).tag == "WP" for c in self.children[child])
                return [("verb", child), ("obj", child)] if what else [("verb", child)]
            case "acomp" | "attr":
                return [("attr", child), *self._attr_preps(child)]
            case "agent":
                return [("prep:by", o) for o in self._objects(child)]
        return []

    def _attr_preps(self, child: int) -> list[Edge]:
        return [e for c in self.children[child] for e in self._preps(c)]

    def _preps(self, child: int, before: str = "") -> list[Edge]:
        """Edges of a preposition, also of one under another ("out of") and of one under its object."""
        token = self.token(child)
        if token.dep not in ("prep", "dative") or token.tag not in ("IN", "TO", "RB", "RP", "VBG", "JJ"):
            return []
        name = "prep:" + before + token.text.lower()
        edges: list[Edge] = []
        for below in self.children[child]:
            dep = self.token(below).dep
            if dep in ("pobj", "dobj"):
                edges.append((name, below))
                for deeper in self.children[below]:
                    edges += self._preps(deeper) if self.token(deeper).dep == "prep" else []
            elif dep == "pcomp":
                edges += [(name, below), ("verb", below)]
            elif dep == "prep":
                edges += self._preps(below, token.text.lower() + " ") + self._preps(below)
        return edges

    def _objects(self, preposition: int) -> list[int]:
        return [c for c in self.children[preposition] if self.token(c).dep in ("pobj", "pcomp")]

    def _agents(self, i: int) -> list[int]:
        found = []
        for child in self.children[i]:
            token = self.token(child)
            if token.dep == "agent" or (token.dep == "prep" and token.text.lower() == "by"):
                found += [o for o in self._objects(child) if self.is_noun(o)]
        return found

    def surface_subjects(self, i: int, depth: int = 0) -> list[int]:
        """The subject as it stands, or the one understood from the verb, noun or clause above."""
        own = self._own_subjects(i)
        if own:
            return own
        token = self.token(i)
        head = token.head
        if head == i or depth > 6:
            return []
        match token.dep:
            case "conj":
                return [] if self.is_noun(head) else self.surface_subjects(head, depth + 1)
            case "xcomp" | "advcl" | "ccomp" | "dep":
                return self._controller(i, head, depth)
            case "acl":
                return self._participle_subject(i, head, depth)
            case "relcl":
                return [head] if token.tag == "VBG" else []
            case "pcomp":
                return self._gerund_subject(head, depth)
            case "acomp" | "attr" | "oprd" | "aux":
                return self.surface_subjects(head, depth + 1)
        return []

    def is_headline(self, i: int) -> bool:
        """Whether the infinitive at `i` is a headline's verb hung on its subject: "Rome to close ports, envoy says"."""
        token = self.token(i)
        to = token.head + 1
        if token.tag != "VB" or token.dep not in ("advcl", "acl", "relcl") or not 1 <= to < i:
            return False
        named = self.token(token.head).tag in ("NNP", "NNPS") and self.token(to).tag == "TO"
        return named and self.token(to).head == i and self.subtree(token.head)[0] == 0

    def _own_subjects(self, i: int) -> list[int]:
        own = [c for c in self.children[i] if self.token(c).dep in (*SUBJECTS, *PASSIVE_SUBJECTS)]
        if own:
            return [self._antecedent(i, s) for s in own]
        if self.is_headline(i):
            return [self.token(i).head]
        # "Washington previous year pulled out": a date without its article swallows the subject.
        dated = [m for c in self.children[i] if self.token(c).dep == "npadvmod" for m in self.children[c]]
        return [m for m in dated if self.token(m).dep in ("nmod", "compound") and self.token(m).tag == "NNP"]

    def _antecedent(self, verb: int, subject: int) -> int:
        """For "which", "who", "that" as the subject of a relative clause: the noun that it stands for."""
        token = self.token(subject)
        if token.tag in ("WDT", "WP") and self.token(verb).dep == "relcl":
            return self.token(verb).head
        if token.tag in ("WDT", "WP") and self.token(verb).dep == "conj":
            return self._antecedent(self.token(verb).head, subject)
        return subject

    def _controller(self, i: int, head: int, depth: int) -> list[int]:
        if self.token(i).dep in ("xcomp", "ccomp"):
            objects = [c for c in self.children[head] if self.token(c).dep in ("dobj", "dative")]
            nominal = [o for o in objects if self.is_noun(o)]
            if nominal and self.token(i).tag in ("VB", "VBG"):
                return nominal
        if self.is_noun(head):
            return []
        return self.surface_subjects(head, depth + 1)

    def _participle_subject(self, i: int, noun: int, depth: int) -> list[int]:
        """Of "troops storming", "villages bombed": the noun; of "a plan to bomb": who has the plan; of "a statement
        demanding": the noun, then who made it, for the reader to take the one that can act.
        """
        if self.token(i).tag not in ("VB", "VBG"):
            return [noun]
        first = [] if self.token(i).tag == "VB" else [noun]
        owners = [end for label, end in self.edges(noun) if label in ("mod", "gsubj")]
        governor = self._governor(noun)
        if owners or governor is None:
            return [*first, *owners]
        return [*first, *self.surface_subjects(governor, depth + 1)]

    def _gerund_subject(self, preposition: int, depth: int) -> list[int]:
        """Of "accused X of bombing": X; of "ended by bombing": the subject of the verb above."""
        head = self.token(preposition).head
        if self.is_noun(head):
            governor = self._governor(head)
            return [] if governor is None else self.surface_subjects(governor, depth + 1)
        if self.token(preposition).text.lower() in ("of", "from", "into", "for"):
            objects = [c for c in self.children[head] if self.token(c).dep == "dobj"]
            if self.is_passive(head):
                return self.surface_subjects(head, depth + 1)
            if objects:
                return objects
        return self.surface_subjects(head, depth + 1)

    def _relative_object(self, i: int, passive: bool) -> list[Edge]:
        """Of "the town that X bombed": the town, where the verb has no object of its own."""
        token = self.token(i)
        if token.dep != "relcl" or passive:
            return []
        deps = {self.token(c).dep for c in self.children[i]}
        subject = [c for c in self.children[i] if self.token(c).dep in ("nsubj", "nsubjpass")]
        if any(self.token(s).tag in ("WDT", "WP") for s in subject):
            return []
        for child in self.children[i]:
            if self.token(child).dep == "dobj" and self.token(child).tag in ("WDT", "WP"):
                return [("obj", token.head)]
            if self.token(child).dep == "prep":
                which = [o for o in self._objects(child) if self.token(o).tag in ("WDT", "WP")]
                if which:
                    return [("prep:" + self.token(child).text.lower(), token.head)]
        return [] if "dobj" in deps or not subject else [("obj", token.head)]

    def _copular_subject(self, i: int) -> list[Edge]:
        return [("subj", s) for s in self.surface_subjects(self.token(i).head)]

    # ── nouns ───────────────────────────────────────────────────────────────────────────────────────────────

    def _noun(self, i: int) -> list[Edge]:
        edges: list[Edge] = []
        for child in self.children[i]:
            edges += self._below_noun(child)
        governor = self._governor(i)
        if governor is None:
            return edges
        edges.append(("gov", governor))
        for label, end in self._verb_or_cached(governor):
            if end == i or self._is_above(i, end):
                continue
            if label == "subj":
                edges.append(("gsubj", end))
            elif label in ("obj", "iobj"):
                edges.append(("gobj", end))
            elif label.startswith(("prep:", "prt:")):
                edges.append((label, end))
        return edges

    def _below_noun(self, child: int) -> list[Edge]:
        token = self.token(child)
        match token.dep:
            case "poss" | "amod" | "compound" | "nmod" | "nummod":
                edges: list[Edge] = [("mod", c) for c in self.conjuncts(child)]
                # "US-China talks", "the India-Pakistan border": each part of the compound is a modifier.
                edges += [
                    ("mod", c)
                    for c in self.children[child]
                    if self.token(c).dep in ("compound", "nmod", "amod", "poss")
                ]
                return edges
            case "prep" | "agent":
                name = "prep:" + token.text.lower()
                if token.dep == "agent":
                    return [(name, o) for o in self._objects(child)]
                return self._preps(child)
            case "acl" | "relcl":
                return [("verb", child)] if token.tag in ("VB", "VBG") or token.dep == "acl" else []
        return []

    def _governor(self, i: int) -> int | None:
        """The verb of which the noun is object, subject or prepositional object; through a coordination."""
        token = self.token(i)
        seen = 0
        while token.dep in ("conj", "appos", "compound", "nmod") and seen < 4 and self.is_noun(token.head):
            i, token, seen = token.head, self.token(token.head), seen + 1
        if token.dep in ("dobj", "nsubj", "nsubjpass", "attr", "dative", "oprd"):
            return token.head if not self.is_noun(token.head) else None
        if token.dep == "pobj":
            preposition = self.token(token.head)
            if preposition.dep in ("prep", "agent", "dative") and not self.is_noun(preposition.head):
                head = self.token(preposition.head)
                return None if head.tag in ("IN", "TO") else preposition.head
        return None

    def _verb_or_cached(self, i: int) -> list[Edge]:
        if i not in self._edges:
            self._edges[i] = []  # a guard: a noun's verb may ask back for the noun
            self._edges[i] = list(dict.fromkeys(self._verb(i)))
        return self._edges[i]

    def _is_above(self, lower: int, upper: int) -> bool:
        """Whether `upper` lies on the way from `lower` to the root."""
        return upper in self.path_up(lower)
