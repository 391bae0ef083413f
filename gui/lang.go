package gui

import (
	"encoding/json"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// builtIn are the words of Fyne's own menus and dialogs in Chinese.
var builtIn = map[string]any{
	"Advanced": "高级", "Cancel": "取消", "Confirm": "确定", "Copy": "复制",
	"Create Folder": "新建文件夹", "Cut": "剪切", "Enter filename": "输入文件名",
	"Error": "错误", "Favourites": "常用位置", "File": "文件", "Folder": "文件夹",
	"New Folder": "新文件夹", "No": "否", "OK": "确定", "Open": "打开",
	"Paste": "粘贴", "Quit": "退出", "Redo": "重做", "Save": "保存",
	"Select all": "全选", "Show Hidden Files": "显示隐藏的文件", "Undo": "撤销", "Yes": "是",
	"file.name": map[string]string{"other": "名称"}, "file.parent": map[string]string{"other": "上一级"},
	"monday": "星期一", "monday.short": "周一", "tuesday": "星期二", "tuesday.short": "周二",
	"wednesday": "星期三", "wednesday.short": "周三", "thursday": "星期四", "thursday.short": "周四",
	"friday": "星期五", "friday.short": "周五", "saturday": "星期六", "saturday.short": "周六",
	"sunday": "星期日", "sunday.short": "周日",
}

// languages are those Fyne has words for: each gets the Chinese ones, so that
// the window is Chinese on a system of any language (English is also what
// Fyne falls back to).
var languages = []fyne.Locale{"en", "zh-Hans", "cs", "de", "el", "es", "fr", "ja", "pl", "pt", "pt-BR", "ru", "sv", "ta", "uk"}

// speakChinese makes Fyne's own words Chinese whatever the system speaks.
func speakChinese() error {
	words, err := json.Marshal(builtIn)
	if err != nil {
		return fmt.Errorf("words of the toolkit: %w", err)
	}
	for _, l := range languages {
		if err := lang.AddTranslationsForLocale(words, l); err != nil {
			return fmt.Errorf("words of the toolkit in %s: %w", l, err)
		}
	}
	return nil
}
