/**
 * Stands in every file that holds what a suite asks (data card, exports): text with it in it has no place among what a
 * model learns from before it is measured with the suite, and a model that can complete it has seen such text.
 */
export const canary = 'seceval-core-canary-6d1f0b52-94c7-4e0e-8a43-2f7c1be0d9aa';
