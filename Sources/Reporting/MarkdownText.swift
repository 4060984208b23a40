/// Text as GitHub's Markdown (https://github.github.com/gfm/) shows it letter by letter.
enum MarkdownText {
  /// `text` with everything that is markup, in Markdown or in HTML, made plain; lines are broken inside table cells too.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\n": escaped += "<br>"
      case "\r": break
      // Written as references, for a backslash before them would still make a link of an address or a mention of a name.
      case "@", "|", "`": escaped += "&#\(scalar.value);"
      case "\\", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "-", "!", "~", "$":
        escaped += "\\" + String(scalar)
      default:
        if TerminalText.isActive(scalar), scalar != "\t" {
          escaped += TerminalText.spelled(scalar)
        } else {
          escaped.unicodeScalars.append(scalar)
        }
      }
    }
    return escaped
  }

  /// `text` in the type of code.
  static func code(_ text: String) -> String { "<code>\(escaped(text))</code>" }

  /// `text` as a block of code, in a fence that is longer than any inside it.
  static func block(_ text: String, language: String) -> String {
    var longest = 2
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let body = TerminalText.lines(text).joined(separator: "\n")
    return "\n\(fence)\(language)\n\(body)\n\(fence)\n"
  }
}
