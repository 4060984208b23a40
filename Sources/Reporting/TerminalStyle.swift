/// What the place where text goes can show.
package struct TerminalStyle: Hashable, Sendable {
  /// Whether text may carry colour.
  package var colour: Bool
  /// How many columns a line has.
  package var width: Int
  /// Whether lines may be drawn over again while the run goes on.
  package var isLive: Bool
  /// Whether signs outside ASCII can be expected to show.
  package var unicode: Bool

  package init(colour: Bool = false, width: Int = 80, isLive: Bool = false, unicode: Bool = true) {
    self.colour = colour
    self.width = max(Self.leastWidth, min(width, Self.mostWidth))
    self.isLive = isLive
    self.unicode = unicode
  }

  /// What `environment` and the descriptor behind it allow. `width` is what the terminal says of itself.
  ///
  /// `NO_COLOR`, when not empty, means no escape sequence at all (https://no-color.org). `CLICOLOR_FORCE` and
  /// `FORCE_COLOR` ask for colour where nothing looks like a terminal, as when a hook's output passes through another
  /// program (https://bixense.com/clicolors). Without a UTF-8 locale only ASCII signs are used.
  package static func detect(environment: [String: String], isTerminal: Bool, width: Int?) -> TerminalStyle {
    let isPlain = isSet(environment["NO_COLOR"])
    let isForced = isOn(environment["CLICOLOR_FORCE"]) || isOn(environment["FORCE_COLOR"])
    let isRefused = environment["CLICOLOR"] == "0" || isOff(environment["FORCE_COLOR"])
    let isCapable = isTerminal && isSet(environment["TERM"]) && environment["TERM"] != "dumb"
    let asked = environment["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
    let told = width.flatMap { $0 > 0 ? $0 : nil }
    return TerminalStyle(
      colour: !isPlain && (isForced || (isCapable && !isRefused)),
      width: told ?? asked ?? (isTerminal ? 80 : 120),
      isLive: isCapable && !isPlain && !isOn(environment["CI"]),
      unicode: isUTF8(environment))
  }

  /// Fewer columns than this hold no excerpt worth showing.
  private static let leastWidth = 40
  private static let mostWidth = 1000

  private static func isSet(_ value: String?) -> Bool { value.map { !$0.isEmpty } ?? false }

  private static func isOff(_ value: String?) -> Bool { value == "0" || value == "false" }

  private static func isOn(_ value: String?) -> Bool { isSet(value) && !isOff(value) }

  /// The first of these that is set decides, as in setlocale(3).
  private static func isUTF8(_ environment: [String: String]) -> Bool {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    guard let locale = names.lazy.compactMap({ environment[$0] }).first(where: { !$0.isEmpty }) else { return false }
    let letters = locale.lowercased().filter { $0 != "-" }
    return letters.contains("utf8")
  }
}
