"""The way to the gateway: whether somebody on it can read a request and change it, and whether a credential gets through."""

from functools import cached_property

from gateway_probe.causes.reading.answerers import CREDITS_CHECKS, TEAM_REFUSALS
from gateway_probe.causes.reading.holdings import Holdings
from gateway_probe.document.exchange import Check
from gateway_probe.document.facts import PROXY_VARIABLES, TRUST_VARIABLES
from gateway_probe.document.vocabulary import CheckId


class Passage(Holdings):
    """What lies between this place and the gateway."""

    @cached_property
    def read_on_the_way(self) -> tuple[str, ...]:
        """Pointers to what shows that somebody on the way can read what is sent; none on a direct way.

        An answer that bears another's marks, or is another's; an address that is somebody else's; authorities that were trusted
        besides the public ones, who open encrypted ways; a proxy where nothing is encrypted. One that is only named
        reads nothing of what is encrypted. A gateway on this machine is one that is played. Where it is unknown who was
        trusted, the variables that name authorities are all there is to go by, and of one that is not listed nobody knows.
        """
        gateway = self.evidence.gateway
        address, played = gateway.base_url_kind, gateway.base_url_kind == "loopback"
        marked = next((item for item in self._askings if item.response is not None and item.response.handed_on), None)
        between = next((item for item in self._askings if _is_of_somebody_between(item)), None)
        names = (
            *(TRUST_VARIABLES if played or gateway.trust == "unknown" else ()),
            *(PROXY_VARIABLES if played else ()),
        )
        watched = [self.variable(name) for name in names]
        return (
            *((self.at(marked.id, "response/handed_on"),) if marked is not None else ()),
            *((self.at(between.id),) if between is not None else ()),
            *(("/gateway/base_url_kind",) if address == "other" else ()),
            *(("/gateway/trust",) if not played and gateway.trust in {None, "others"} else ()),
            *(self.variable_at(item.name) for item in watched if item is not None and item.present),
            *(("/variables",) if None in watched else ()),
        )

    @cached_property
    def gets_through(self) -> bool:
        """Whether some request with a credential of the kind that is used here was answered as one that is known.

        Of a generation another generation has to show it: what is posted may be held to more than what is read.
        """
        baseline = self.baseline
        posted = "POST" if baseline is not None and baseline.request is not None and baseline.asked else "GET"
        return any(
            item.request is not None
            and item.request.credential == self.method
            and item.request.method == posted
            and self.by_gateway(item)
            and (item.answer == "served" or item.refused_with(*TEAM_REFUSALS))
            for item in self._askings
        )

    @cached_property
    def credential_never_came(self) -> str | None:
        """The pointer of the gateway's words that no credential came with a request that was sent with one."""
        if self.method == "none" or self.evidence.credential.state != "ready":
            return None
        asked: tuple[CheckId, ...] = ("baseline", *CREDITS_CHECKS[self.method])
        told = [(name, check) for name in asked if (check := self.check(name)) is not None and self.by_gateway(check)]
        return next(
            (
                self.at(name, "response/error/says")
                for name, check in told
                if check.error and "no-credential" in check.error.says
            ),
            None,
        )

    @property
    def _askings(self) -> list[Check]:
        return [*self.evidence.gateway.checks, *self.evidence.experiments]


def _is_of_somebody_between(check: Check) -> bool:
    return check.answered_by == "intermediary" or (
        check.reason is not None and check.reason.code == "answered-by-intermediary"
    )
