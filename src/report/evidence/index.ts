export { collectEvidence, type Evidence, type EvidenceExposure, type EvidenceItem } from './collect.ts'
export { packEvidence } from './pack.ts'
export { openSigningKey, type SigningKey } from './signing-key.ts'
