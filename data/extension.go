package data

import "fmt"

// ExtensionReasons tell in sentences what an extension does to the reply's
// limit, and why where it does nothing (domain.md, Time limits: written consent,
// applied for before the limit, to at most six months from hand-over).
func ExtensionReasons(c Case, e Extension, r Rules) []string {
	var say []string
	tell := func(format string, args ...any) { say = append(say, fmt.Sprintf(format, args...)) }
	if c.Proposal.HandedOver.IsZero() {
		return []string{"交办日期没有填写，算不出期限。"}
	}
	before := c
	before.Extensions = nil
	for _, other := range c.Extensions {
		if other != e && other.Applied.Before(e.Applied) {
			before.Extensions = append(before.Extensions, other)
		}
	}
	limit := ReplyLimit(before, r).Deadline
	if e.Applied.After(limit) {
		tell("%s才申请，已过期限%s，即使批准也不能算作延期。", e.Applied.Chinese(), limit.Chinese())
		return say
	}
	tell("%s申请，在原期限%s之内。", e.Applied.Chinese(), limit.Chinese())
	most := c.Proposal.HandedOver.AddMonths(r.For(c.Book).Pack.ExtensionMonths)
	if e.Until.After(most) {
		tell("延期最长到交办后%d个月，即%s。", r.For(c.Book).Pack.ExtensionMonths, most.Chinese())
	}
	if e.Approved.IsZero() {
		tell("还没有批准，仍按%s计算。", limit.Chinese())
		return say
	}
	before.Extensions = append(before.Extensions, e)
	now := ReplyLimit(before, r).Deadline
	if !now.After(limit) {
		tell("%s批准，但没有晚于原期限，仍按%s计算。", e.Approved.Chinese(), limit.Chinese())
		return say
	}
	tell("%s经%s批准，新期限为%s。", e.Approved.Chinese(), orElse(e.ApprovedBy, "交办机关"), now.Chinese())
	return say
}

// ReturnReasons tell in sentences how a unit's return (退办) of an assignment
// stands on a day.
func ReturnReasons(a Assignment, today Date, r Rules) []string {
	if a.Assigned.IsZero() {
		return nil
	}
	limit := ReturnLimit(a, r).Deadline
	var say []string
	tell := func(format string, args ...any) { say = append(say, fmt.Sprintf(format, args...)) }
	if a.Return() == NoReturn {
		switch {
		case !a.Accepted.IsZero():
		case today.After(limit):
			tell("到%s没有签收，也没有申请退回，视同签收。", limit.Chinese())
		default:
			tell("%d个工作日内可以申请退回，到%s为止；逾期视同签收。", r.Pack.ReturnWorkdays, limit.Chinese())
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
