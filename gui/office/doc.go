// Package office is the screen 设置: the office itself, its books, people, units,
// rule packs, holidays, fonts and clerks. A list of records is a recordKind of
// record_list.go.
package office
