"""What each role of the staff is called (es)."""

from collections.abc import Mapping

from receivables.model.staff import StaffRole

TITLES: Mapping[StaffRole, str] = {
    StaffRole.OPERATOR: "operario de campo",
    StaffRole.AGENT: "gestor virtual",
    StaffRole.DESK: "atención al cliente",
    StaffRole.SUPERVISOR: "supervisión",
    StaffRole.MANAGER: "gerencia",
    StaffRole.EDITOR: "comunicaciones",
    StaffRole.COMMITTEE: "comité de castigos",
    StaffRole.INTEGRATOR: "programa integrado",
    StaffRole.AUDITOR: "control interno",
}
