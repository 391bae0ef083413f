package packet

import "fmt"

// Readme is the text that tells a unit what to do with its task package.
func Readme(m Manifest) string {
	return fmt.Sprintf(`%s

本包由%s制作，只含贵单位主办或协办的建议提案，共%d件。
公钥指纹：%s（第一次使用时，请打电话与办公室核对）

一、用建办程序办理
1. 在“设置”里点“打开任务包”，选这个包，定一个登记库文件的位置；或者运行
   jianban packet in 任务包%s --to 本单位.db
2. 照常登记签收、沟通、协办意见、答复草稿和附件。
3. 办完后在“设置”里点“制作回传包”；或者运行
   jianban --registry 本单位.db packet out --return --out 回传%s
   把回传包交回办公室。可以多次回传，以最后一次为准。

二、不用程序，填表办理
1. 把本文件改名为以 .zip 结尾，解开，打开“填写.xlsx”。
2. 每件一行，填右边的空栏；同一件有几次沟通的，在下面另加一行，只填办理册、编号和沟通各栏。
   不要改第一行和表头，那里有本包的编号。
3. 保存后把“填写.xlsx”交回办公室。
“表单”文件夹里有转办单和空白的沟通登记表、退办申请表、延期申请表，可以打印。

三、注意
本包里有代表、委员的姓名和联系方式，请妥善保管。包里的内容有签名，改动后办公室不能读入。
`, m.Name(), m.Office, m.Items, Fingerprint(m.OfficeKey), Ending, Ending)
}
