/// A run of lines of an old text that became another run of lines in a new one.
package struct Hunk: Hashable, Sendable {
  /// The lines that went, counted from 0; empty where lines were only put in.
  package var old: Range<Int>
  /// The lines that came; empty where lines were only taken out.
  package var new: Range<Int>

  package init(old: Range<Int>, new: Range<Int>) {
    self.old = old
    self.new = new
  }
}
