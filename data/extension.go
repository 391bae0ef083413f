package data

import "fmt"

// ExtensionReasons tell in sentences what an extension does to the reply's
// limit, and why where it does nothing (domain.md, Time limits: written consent,
// applied for before the limit, to at most six months from hand-over; or, where the
// place has such a rule, the deputy told before the limit).
func ExtensionReasons(c Case, e Extension, r Rules) []string {
	var say []string
	tell := func(format string, args ...any) { say = append(say, fmt.Sprintf(format, args...)) }
	if c.Proposal.HandedOver.IsZero() {
		return []string{"交办日期没有填写，算不出期限。"}
	}
	before := EarlierExtensions(c, e)
	limit := ReplyLimit(before, r).Deadline
	r = r.For(c.Book)
	told, tells := r.toldLimit(c)
	inTime := tells && e.Told.OnOrBefore(limit)
	if e.Applied.After(limit) {
		tell("%s才申请，已过期限%s，即使批准也不能算作延期。", e.Applied.Chinese(), limit.Chinese())
		if !inTime {
			return say
		}
	} else if !e.Applied.IsZero() {
		tell("%s申请，在原期限%s之内。", e.Applied.Chinese(), limit.Chinese())
		if most := c.Proposal.HandedOver.AddMonths(r.Pack.ExtensionMonths); e.Until.After(most) && !inTime {
			tell("延期最长到交办后%d个月，即%s。", r.Pack.ExtensionMonths, most.Chinese())
		}
	}
	member := c.Book.Meeting.Body.Member()
	switch {
	case e.Told.IsZero():
	case inTime:
		tell("%s已向%s说明，在原期限%s之内，最迟可以办到%s。", e.Told.Chinese(), member, limit.Chinese(), told.Plain.Chinese())
	case tells:
		tell("%s才向%s说明，已过期限%s，不能算作延期。", e.Told.Chinese(), member, limit.Chinese())
	default:
		tell("办理规则里没有“说明后答复”的期限，只向%s说明不能延期。", member)
	}
	if e.Approved.IsZero() && !inTime {
		tell("还没有批准，仍按%s计算。", limit.Chinese())
		return say
	}
	before.Extensions = append(before.Extensions, e)
	now := ReplyLimit(before, r).Deadline
	switch {
	case e.Approved.IsZero() && now.After(limit):
		tell("新期限为%s。", now.Chinese())
	case e.Approved.IsZero():
		tell("没有晚于原期限，仍按%s计算。", limit.Chinese())
	case now.After(limit):
		tell("%s经%s批准，新期限为%s。", e.Approved.Chinese(), orElse(e.ApprovedBy, "交办机关"), now.Chinese())
	default:
		tell("%s批准，但没有晚于原期限，仍按%s计算。", e.Approved.Chinese(), limit.Chinese())
	}
	return say
}

// EarlierExtensions is the case with only those extensions that were asked for before
// one: what that one's own limit is told against.
func EarlierExtensions(c Case, e Extension) Case {
	all := c.Extensions
	c.Extensions = nil
	for _, other := range all {
		if other != e && other.Since().Before(e.Since()) {
			c.Extensions = append(c.Extensions, other)
		}
	}
	return c
}

// ReturnReasons tell in sentences how a unit's return (退办) of an assignment
// stands on a day.
func ReturnReasons(c Case, a Assignment, today Date, r Rules) []string {
	if a.Assigned.IsZero() {
		return nil
	}
	limit := ReturnLimit(c, a, r).Deadline
	var say []string
	tell := func(format string, args ...any) { say = append(say, fmt.Sprintf(format, args...)) }
	if a.Return() == NoReturn {
		switch {
		case !a.Accepted.IsZero():
		case today.After(limit):
			tell("到%s没有签收，也没有申请退回，视同签收。", limit.Chinese())
		default:
			tell("%s可以申请退回，到%s为止；逾期视同签收。", r.Term(c, ForReturn, ""), limit.Chinese())
		}
		return say
	}
	if a.Returned.After(limit) {
		tell("%s申请退回，已过期限%s，按规则视同签收。", a.Returned.Chinese(), limit.Chinese())
	} else {
		tell("%s申请退回，在期限%s之内。", a.Returned.Chinese(), limit.Chinese())
	}
	switch a.Return() {
	case ReturnAgreed:
		tell("%s同意退回，另行交办。", a.ReturnConsented.Chinese())
	case ReturnNotGranted:
		tell("没有同意退回，%s签收，继续办理。", a.Accepted.Chinese())
	default:
		tell("等%s决定。", office)
	}
	return say
}
