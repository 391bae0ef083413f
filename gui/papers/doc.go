// Package papers is where the window makes papers of proposals: the menu 打印材料 of
// one proposal, and the panel in which many are written or printed at once. Which
// kinds there are and what each takes is batch.Kinds; nothing is laid out here.
package papers
