/// Text as GitHub's Markdown (https://github.github.com/gfm/) shows it letter by letter.
enum MarkdownText {
  /// `text` with everything that is markup, in Markdown or in HTML, made plain; lines are broken inside table cells too.
  static func escaped(_ text: String) -> String {
    TerminalText.escaped(text) { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\n": "<br>"
      case "\r": ""
      case "\t": "\t"
      // Written as references, for a backslash before them would still make a link of an address or a mention of a name.
      case "@", "|", "`": "&#\(scalar.value);"
      case "\\", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "-", "!", "~", "$": "\\" + String(scalar)
      default: nil
      }
    }
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
