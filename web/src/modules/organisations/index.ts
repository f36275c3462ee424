// The door of this module for other modules.
export { useOrganisation, useOrganisationTree } from './api'
