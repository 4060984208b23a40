/// Why a flag could not be evaluated.
package struct EvaluationFailure: Error, Hashable, Sendable {
  /// https://openfeature.dev/specification/types#error-code
  package enum Code: String, Hashable, Sendable {
    case flagNotFound = "FLAG_NOT_FOUND"
    case parseError = "PARSE_ERROR"
    case typeMismatch = "TYPE_MISMATCH"
    case general = "GENERAL"
  }

  package var code: Code
  /// What went wrong, for a person.
  package var message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
