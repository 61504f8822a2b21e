"""What several askings say: the same request again, flips and repeats, and what is one answer counted once."""

from functools import cached_property

from gateway_probe.causes.reading.answerers import Answerers
from gateway_probe.document.exchange import Check, Experiment, Repeat
from gateway_probe.document.vocabulary import ExperimentId, FactorName

LIMITED = 429
"""A status that passes: a refusal that comes with it is one statement, however often it is made within seconds."""

CHANCE_THAT_DECIDES = 0.01
"""A flip is sure where chance would have shown it in less than one run of a hundred: four answers of each arm."""

_NOT_SERVED = frozenset({"failed", "foreign", "throttled"})
"""Answers that a request was given and that neither serve nor refuse it."""

_OF_ANOTHER: frozenset[FactorName] = frozenset({"model", "client"})
"""Another model, or another client with a key of its own: its answer blames and clears nothing of this request."""


class Askings(Answerers):
    """The baseline, its repeats, and the experiments held against it."""

    @cached_property
    def same_request_answers(self) -> list[tuple[str, str]]:
        """The classes of all answers to the very same request, with their pointers, as the Document claims them.

        An answer that is claimed to be another one speaks for unsteadiness even where its parts do not agree.
        """
        found = (self.claimed.check("baseline"), self.claimed.experiment("baseline-repeat"))
        answers = [(self.at(check.id, "answer"), check.answer) for check in found if check and check.answer]
        for experiment in self.claimed.experiments:
            for index, repeat in enumerate(experiment.repeats):
                if repeat.arm == "baseline":
                    answers.append((self.at(experiment.id, f"repeats/{index}/answer"), repeat.answer))
        return [(at, str(answer)) for at, answer in answers]

    @cached_property
    def asked_again(self) -> list[Experiment]:
        """The other askings of the app's request that were run: once more, and in the other way of answering."""
        ids: tuple[ExperimentId, ...] = ("baseline-repeat", "streaming")
        return [found for name in ids if (found := self.experiment(name)) is not None]

    @cached_property
    def comes_and_goes(self) -> tuple[str, ...]:
        """Pointers that show one and the same request both served and refused; none where the answers are steady."""
        arms = [self.same_request_answers]
        for experiment in self.claimed.experiments:
            if experiment.answer is not None and experiment.id != "baseline-repeat":
                own = [(self.at(experiment.id, "answer"), str(experiment.answer))]
                own += [
                    (self.at(experiment.id, f"repeats/{index}/answer"), str(repeat.answer))
                    for index, repeat in enumerate(experiment.repeats)
                    if repeat.arm == "variant"
                ]
                arms.append(own)
        for arm in arms:
            served = next((at for at, answer in arm if answer == "served"), None)
            refused = next((at for at, answer in arm if answer == "refused"), None)
            if served and refused:
                return (refused, served)
        return ()

    @cached_property
    def stops_being_served(self) -> tuple[str, ...]:
        """Pointers that show the app's request served and, sent again as it was, answered by nobody's refusal and not
        served: by a fault, a limit or somebody else. None where each was served."""
        if not self.served:
            return ()
        later = ((at, answer) for at, answer in self.same_request_answers if answer in _NOT_SERVED)
        return next(((at, self.at("baseline", "answer")) for at, _ in later), ())

    @cached_property
    def statements(self) -> tuple[str, ...]:
        """Pointers of the answers in which the gateway says the same of this request as it says to the baseline.

        A streamed asking of it is another way of answering and the same statement.
        """
        baseline = self.baseline
        if baseline is None or not self.by_gateway(baseline) or baseline.error is None:
            return ()
        found = [self.at("baseline", "response/error/type")]
        if baseline.answer == "refused" and baseline.status == LIMITED:
            return tuple(found)
        again: tuple[ExperimentId, ...] = ("streaming", "baseline-repeat")
        for name in again:
            other = self.experiment(name)
            if other is not None and self.by_gateway(other) and _says_the_same(other, baseline):
                found.append(self.at(name, "answer"))
        for experiment in self.evidence.experiments:
            own = [(at, item) for at, item in enumerate(experiment.repeats) if item.arm == "baseline"]
            found += [
                self.at(experiment.id, f"repeats/{at}")
                for place, (at, repeat) in enumerate(own)
                if repeat.same and not self._is_the_baseline_repeat(repeat, place)
            ]
        return tuple(dict.fromkeys(found))

    def _is_the_baseline_repeat(self, repeat: Repeat, place: int) -> bool:
        """Whether this repeat in the baseline's arm is the experiment `baseline-repeat`, which is counted already."""
        again = self.experiment("baseline-repeat")
        if repeat.generation_id is None or again is None or again.generation_id is None:
            return place == 0
        return repeat.generation_id == again.generation_id

    def flip(self, experiment_id: ExperimentId) -> Experiment | None:
        """An experiment that flips the answer, where the answers are steady."""
        found = self.experiment(experiment_id)
        return found if found is not None and found.flips and not self.comes_and_goes else None

    def confirmed_flip(self, *but: ExperimentId) -> tuple[str, Experiment] | None:
        """A flip that chance does not account for, other than the named ones: it clears every other factor."""
        for experiment in self.evidence.experiments:
            if experiment.id in but or self.flip(experiment.id) is None or experiment.factor in _OF_ANOTHER:
                continue
            if is_confirmed(experiment):
                return self.at(experiment.id, "effect"), experiment
        return None

    def any_flip(self, *but: ExperimentId) -> bool:
        """Whether an experiment other than the named ones flips the answer, confirmed or not."""
        return any(
            self.flip(item.id) is not None and item.factor not in _OF_ANOTHER and item.id not in but
            for item in self.evidence.experiments
        )

    def is_same(self, experiment_id: ExperimentId) -> bool:
        """The experiment was answered exactly as the baseline was."""
        found = self.experiment(experiment_id)
        return found is not None and found.effect == "same"


def is_confirmed(flip: Experiment | None) -> bool:
    """Whether it was repeated so often that chance does not account for it."""
    return flip is not None and flip.chance is not None and flip.chance <= CHANCE_THAT_DECIDES


def _says_the_same(other: Check, baseline: Check) -> bool:
    one, two = other.error, baseline.error
    if one is None or two is None:
        return False
    # What an answer leaves out does not make it another one: streams often name less.
    names = {one.param_name, two.param_name} - {None}
    return other.answer == baseline.answer and one.type == two.type and len(names) < 2
