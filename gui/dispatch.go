package gui

// dispatchMethods are the usual ways in which a letter reaches a proposer;
// others can be typed.
var dispatchMethods = []string{"当面送达", "邮寄", "电子邮件", "单位转交", "微信"}
