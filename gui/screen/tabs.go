package screen

import (
	"jianban/data"
)

// TabOf is where a stage's next step is recorded.
func TabOf(s data.Stage) Tab {
	switch s {
	case data.ToAssign, data.ToAccept, data.ToReassign:
		return TabDuty
	case data.Working, data.AwaitOpinion, data.ToSign, data.ToSend, data.ToDeliver, data.ToReanswer:
		return TabReply
	case data.ToFeedback:
		return TabFeedback
	}
	return TabTimeline
}

// TabOfSubject is where a subject of a proposal is recorded; "" is its timeline.
func TabOfSubject(about data.Subject) Tab { return TabOfStep(data.Step{About: about}, "") }

// TabOfStep is where a step is recorded.
func TabOfStep(step data.Step, stage data.Stage) Tab {
	switch step.About {
	case data.AboutTold, data.AboutReturn, data.AboutUrging, data.AboutOpinion:
		return TabDuty
	case data.AboutExtension:
		return TabFacts
	case data.AboutTalk:
		return TabTalks
	case data.AboutFeedback:
		return TabFeedback
	case data.AboutReply, data.AboutCopy, data.AboutPromise:
		return TabReply
	}
	return TabOf(stage)
}
