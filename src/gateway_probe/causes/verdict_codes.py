"""The codes that a verdict has where it names no cause, with what each means and what to do."""

from gateway_probe.causes.cause import step
from gateway_probe.causes.steps import RETRY
from gateway_probe.document.judgement import FREE_CHECKS_PASSED
from gateway_probe.register import Entry, register

HEALTHY = register(
    Entry(
        code="healthy",
        kind="verdict",
        title="Served as it should be",
        meaning="The gateway served the app's request from here, plain and streamed, with an answer in it; the controls are in order, "
        "every experiment agrees, and what was said must hold does hold.",
        next_steps=(
            step(
                "If the app fails all the same: compare its request with this one (model, options, client).",
                "gateway-probe explain -",
            ),
            step("Keep this Document to compare with later.", "gateway-probe run --format json --output healthy.json"),
        ),
    )
)
INCONCLUSIVE = register(
    Entry(
        code="inconclusive",
        kind="verdict",
        title="Nothing can be said yet",
        meaning="The request was not served, and no cause is supported by what was observed; or it was not asked at all.",
        next_steps=(RETRY,),
    )
)
FREE = register(
    Entry(
        code=FREE_CHECKS_PASSED,
        kind="verdict",
        title="No free check found anything wrong",
        meaning="The gateway is reached, lists the model, refuses a made-up key and knows this place's credential. No generation was asked "
        "for, so whether the app's request is served is not known: the team's tier, its budgets and the provider show in an answer alone.",
        next_steps=(step("Ask for all checks: that requests one small generation or two.", "gateway-probe run"),),
    )
)
FAULT = register(
    Entry(
        code="probe-fault",
        kind="verdict",
        title="A part of this probe failed",
        meaning="A rule, a check or a reader of the probe broke on this evidence and was left out. The rest stands, and nothing is certain.",
        next_steps=(step("Report it with this Document at the public level."),),
    )
)
