import GateModel
import Reporting

/// What a CI service takes from a step besides its log, in the service's own way.
protocol NativeOutput: Sendable {
  /// `text` with nothing in it that the service takes for a command, whatever a tool printed.
  func shielded(_ text: String) -> String

  /// Has the service show the findings of a report beside the lines, or above the log.
  func annotate(_ report: Report, sources: (any SourceLines)?)

  /// Adds the report to the page of the run, where the service has one.
  func summarise(_ report: Report, sources: (any SourceLines)?)
}
