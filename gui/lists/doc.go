// Package lists are the screens of one kind of fact over many proposals: 沟通,
// 督办, 反馈, 承诺. Each is a factKind of fact_list.go.
package lists
