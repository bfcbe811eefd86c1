"""Lists from which names are invented. Weights of the first twenty surnames: RENIEC figures, as facts."""

SURNAMES = {
    "Quispe": 1_212_114,
    "Flores": 763_245,
    "Sánchez": 680_395,
    "García": 658_376,
    "Rodríguez": 628_844,
    "Huamán": 610_076,
    "Rojas": 606_030,
    "Vásquez": 551_679,
    "Mamani": 524_993,
    "López": 524_818,
    "Ramos": 515_074,
    "Pérez": 504_766,
    "Torres": 497_217,
    "Díaz": 484_625,
    "Gonzales": 467_855,
    "Ramírez": 463_411,
    "Mendoza": 436_960,
    "Chávez": 431_591,
    "Espinoza": 396_087,
    "Castillo": 372_605,
    # From here on both names and weights are our choice: surnames often met on the northern coast.
    "Silva": 380_000,
    "Cruz": 370_000,
    "Peña": 340_000,
    "Morán": 330_000,
    "Zapata": 330_000,
    "Olaya": 320_000,
    "Cedillo": 300_000,
    "Infante": 300_000,
    "Feijoo": 290_000,
    "Purizaga": 280_000,
    "Yacila": 280_000,
    "Noblecilla": 270_000,
    "Dioses": 270_000,
    "Barreto": 260_000,
    "Saldarriaga": 260_000,
    "Nole": 250_000,
    "Carrasco": 250_000,
    "Rujel": 240_000,
    "Atoche": 240_000,
    "Núñez": 230_000,
    "Ordinola": 220_000,
    "Preciado": 220_000,
    "Boyer": 200_000,
    "Lavalle": 200_000,
    "Ibáñez": 180_000,
    "Zárate": 180_000,
}
WOMEN = (
    "María", "Rosa", "Carmen", "Juana", "Ana", "Luz", "Elena", "Julia", "Teresa", "Gladys", "Norma", "Flor", "Marina",
    "Sofía", "Lucía", "Patricia", "Yolanda", "Milagros", "Karina", "Jessica", "Fiorella", "Nelly", "Doris", "Irma",
    "Begoña", "Rocío", "Susana", "Maribel", "Esther", "Angélica", "Violeta", "Pilar",
)  # fmt: skip
MEN = (
    "José", "Luis", "Juan", "Carlos", "Jorge", "Miguel", "Víctor", "Pedro", "Segundo", "Manuel", "Julio", "César",
    "Walter", "Wilmer", "Santos", "Óscar", "Raúl", "Hugo", "Martín", "Percy", "Edgar", "Elmer", "Roger", "Iván",
    "Tomás", "Andrés", "Félix", "Rubén", "Ángel", "Alberto", "Jaime", "Francisco",
)  # fmt: skip
STREETS = (
    "Jr. Los Manglares", "Calle Las Conchas", "Av. El Estero", "Jr. Los Ceibos", "Psje. La Garza", "Calle El Algarrobo",
    "Jr. Las Palmeras", "Av. La Marejada", "Calle Los Almendros", "Jr. El Faique", "Calle La Fragata", "Jr. La Duna",
    "Av. El Guayacán", "Calle Punta Arena", "Jr. La Red", "Psje. El Muelle", "Calle Los Cocoteros", "Jr. El Overo",
    "Av. Los Plátanos", "Calle La Iguana", "Jr. El Hualtaco", "Calle Las Gaviotas", "Jr. El Remanso", "Psje. La Lima",
    "Calle El Papagayo", "Jr. Las Salinas", "Av. El Petrel", "Calle La Balsa", "Jr. El Charán", "Calle Los Cangrejos",
)  # fmt: skip
COMPANY_KINDS = (
    "Comercial", "Inversiones", "Hospedaje", "Restaurante", "Bodega", "Langostinera", "Ferretería", "Lavandería",
    "Panadería", "Transportes", "Grifo", "Clínica Dental", "Botica", "Frigorífico", "Hotel", "Servicios",
)  # fmt: skip
# By the reason for which its supply is protected, as in `register`; without one, the others.
STATE_KINDS = {
    "hospital": "Hospital de Apoyo",
    "puesto de salud": "Puesto de Salud",
    "colegio": "Institución Educativa",
    "establecimiento penal": "Establecimiento Penal",
}
OTHER_STATE_KINDS = (
    "Local Comunal",
    "Mercado Municipal",
    "Comedor Popular",
    "Biblioteca Pública",
    "Coliseo",
    "Parque",
)
COMPANY_WORDS = (
    "El Manglar", "La Garza Azul", "Los Ceibos", "Playa Serena", "El Delfín", "La Perla del Norte", "Mar y Sol",
    "El Cocodrilo", "Tres Palmeras", "El Buen Puerto", "La Concha Negra", "El Algarrobal", "Brisas", "El Pescador",
    "La Ribera", "San Telmo", "El Tamarindo", "La Estrella", "Dos Hermanos", "Costa Norte", "El Faro", "La Marina",
    "El Limonero", "Santa Inés", "El Ñandú", "La Fortuna", "El Cañaveral", "Río Claro", "El Trébol", "La Unión",
)  # fmt: skip
COMPANY_ENDINGS = ("S.A.C.", "E.I.R.L.", "S.R.L.", "S.A.")
