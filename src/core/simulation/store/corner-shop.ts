/** The shop that comes with OpenAisle, in the words of a scenario: 6 × 5 m, 58 products, four cameras. */
export const CORNER_SHOP = `
store "Corner shop"
currency EUR
room 0 0  6 0  6 5  0 5
door 4.2 0 to 5.5 0
zone entry door-in 3.9 0  5.8 0  5.8 0.75  3.9 0.75
zone exit door-out 3.9 0  5.8 0  5.8 0.75  3.9 0.75
zone sales floor 0 0.75  6 0.75  6 5  0 5
zone kiosk till 1.9 0.2  3 0.2  3 1.2  1.9 1.2
block counter "Counter" 0.3 0.35 to 1.8 0.95 height 1

fixture north "North wall" 0.9 4.56 to 3.9 4.56 depth 0.42 height 1.85
  shelf 0.3 "Spring water 1 l" "Cola 1 l" "Lemonade 1 l" "Apple juice 1 l" "Oat drink 1 l" "Olive oil 500 ml"
  shelf 0.82 "Spaghetti 500 g" "Tomato sauce 350 g" "Basmati rice 500 g" "Red lentils 400 g" "Chickpeas 400 g" "Sweetcorn 285 g"
  shelf 1.3 "Ground coffee 250 g" "Black tea 50 bags" "Cocoa 200 g" "Honey 350 g" "Strawberry jam 340 g" "Corn flakes 375 g"

fixture cooler "Cooler" 0.62 1.75 to 0.62 3.55 depth 0.55 height 1.9 cooler
  shelf 0.35 "Whole milk 1 l" "Buttermilk 500 ml" "Orange juice 750 ml" "Iced tea 500 ml"
  shelf 0.85 "Plain yoghurt 500 g" "Butter 250 g" "Sliced cheese 200 g" "Hummus 200 g"
  shelf 1.3 "Pasta salad 300 g" "Egg sandwich 180 g" "Cheese sandwich 190 g" "Fruit cup 200 g"

fixture aisle-south "Middle, south side" 2 2.2 to 4.2 2.2 depth 0.4 height 1.35
  shelf 0.35 "Salted crisps 150 g" "Paprika crisps 150 g" "Pretzels 200 g" "Peanuts 250 g" "Trail mix 200 g"
  shelf 0.92 "Dark chocolate 100 g" "Milk chocolate 100 g" "Butter biscuits 200 g" "Cereal bar 40 g" "Mints 50 g"

fixture aisle-north "Middle, north side" 4.2 3 to 2 3 depth 0.4 height 1.35
  shelf 0.35 "Cola can 330 ml" "Orange can 330 ml" "Sparkling water 500 ml" "Ginger ale 500 ml" "Energy drink 250 ml"
  shelf 0.92 "Rye bread 500 g" "Bread rolls 240 g" "Croissants 180 g" "Muesli 500 g" "Rice cakes 100 g"

fixture east "East wall" 5.62 4.3 to 5.62 1.9 depth 0.36 height 1.6
  shelf 0.35 "Dish soap 500 ml" "Washing powder 800 g" "Kitchen roll" "Sponges 3 pieces"
  shelf 0.92 "Hand soap 300 ml" "Toothpaste 75 ml" "Plasters 20 pieces" "Tissues 100 sheets"

product "Spring water 1 l" drinks bottle 8x8x30 1032 0.69 vat 6
product "Cola 1 l" drinks bottle 8.4x8.4x30 1046 1.49 vat 6
product "Lemonade 1 l" drinks bottle 8.2x8.2x30 1058 1.39 vat 6
product "Apple juice 1 l" drinks box 7.2x7.2x22 1074 1.79 vat 6
product "Oat drink 1 l" drinks box 7x7x21 1063 1.99 vat 6
product "Olive oil 500 ml" pantry bottle 6.5x6.5x26 872 5.49 vat 6
product "Spaghetti 500 g" pantry bag 9x5x27 508 1.19 vat 6
product "Tomato sauce 350 g" pantry bottle 7.5x7.5x14 561 1.89 vat 6
product "Basmati rice 500 g" pantry bag 12x6x18 512 2.29 vat 6
product "Red lentils 400 g" pantry bag 11x6x17 407 1.69 vat 6
product "Chickpeas 400 g" pantry can 7.4x7.4x11 461 0.99 vat 6
product "Sweetcorn 285 g" pantry can 7.4x7.4x8.6 334 1.09 vat 6
product "Ground coffee 250 g" pantry bag 8x6x16 259 3.79 vat 6
product "Black tea 50 bags" pantry box 12x7x8 118 2.19 vat 6
product "Cocoa 200 g" pantry can 8x8x12 267 2.99 vat 6
product "Honey 350 g" pantry bottle 7x7x12 542 3.99 vat 6
product "Strawberry jam 340 g" pantry bottle 7x7x11 523 2.49 vat 6
product "Corn flakes 375 g" pantry box 19x7x29 437 2.59 vat 6
product "Whole milk 1 l" fresh box 7x7x20 1055 1.29 vat 6
product "Buttermilk 500 ml" fresh box 6.5x6.5x15 533 0.89 vat 6
product "Orange juice 750 ml" fresh bottle 8x8x24 803 2.49 vat 6
product "Iced tea 500 ml" fresh bottle 6.6x6.6x21 541 1.19 vat 6
product "Plain yoghurt 500 g" fresh can 9.5x9.5x11 524 1.49 vat 6
product "Butter 250 g" fresh box 10x6.5x4 255 2.69 vat 6
product "Sliced cheese 200 g" fresh box 13x8x3 219 2.39 vat 6
product "Hummus 200 g" fresh can 9.5x9.5x5 228 1.99 vat 6
product "Pasta salad 300 g" ready box 14x11x6 331 3.49 vat 6
product "Egg sandwich 180 g" ready box 16x8x8 203 2.99 vat 6
product "Cheese sandwich 190 g" ready box 16x8x8 214 2.79 vat 6
product "Fruit cup 200 g" ready can 9x9x10 236 2.49 vat 6
product "Salted crisps 150 g" snacks bag 18x8x26 161 1.69 vat 6
product "Paprika crisps 150 g" snacks bag 18x8x26 163 1.69 vat 6
product "Pretzels 200 g" snacks bag 16x8x23 212 1.49 vat 6
product "Peanuts 250 g" snacks can 8.5x8.5x10 298 2.29 vat 6
product "Trail mix 200 g" snacks bag 13x6x18 208 2.79 vat 6
product "Dark chocolate 100 g" snacks box 8x1.6x16 111 1.59 vat 6
product "Milk chocolate 100 g" snacks box 8x1.6x16 108 1.49 vat 6
product "Butter biscuits 200 g" snacks box 7x5x20 224 1.79 vat 6
product "Cereal bar 40 g" snacks box 12x3.5x4 42 0.79 vat 6
product "Mints 50 g" snacks can 6.5x6.5x2.5 71 1.29 vat 6
product "Cola can 330 ml" cans can 6.6x6.6x11.5 347 0.89 vat 6
product "Orange can 330 ml" cans can 6.6x6.6x11.5 352 0.89 vat 6
product "Sparkling water 500 ml" cans bottle 6.5x6.5x21 524 0.59 vat 6
product "Ginger ale 500 ml" cans bottle 6.6x6.6x21 548 1.09 vat 6
product "Energy drink 250 ml" cans can 5.3x5.3x13.5 268 1.39 vat 6
product "Rye bread 500 g" bakery bag 14x9x12 507 2.19 vat 6
product "Bread rolls 240 g" bakery bag 20x12x9 247 1.29 vat 6
product "Croissants 180 g" bakery bag 20x12x10 188 2.19 vat 6
product "Muesli 500 g" bakery bag 14x7x24 514 2.99 vat 6
product "Rice cakes 100 g" bakery bag 10x10x22 106 1.29 vat 6
product "Dish soap 500 ml" household bottle 8x5x22 548 1.89 vat 21
product "Washing powder 800 g" household box 14x8x22 862 4.99 vat 21
product "Kitchen roll" household bag 12x12x24 196 1.79 vat 21
product "Sponges 3 pieces" household bag 14x6x10 38 0.99 vat 21
product "Hand soap 300 ml" household bottle 7x5x18 342 1.99 vat 21
product "Toothpaste 75 ml" household box 18x4.5x4 104 2.29 vat 21
product "Plasters 20 pieces" household box 9x3x11 33 2.49 vat 21
product "Tissues 100 sheets" household box 20x11x8 178 1.19 vat 21

camera cam1 "Door corner" 5.85 0.15 2.6 looking 2.9 3.1 0.7 fov 86
camera cam2 "Counter corner" 0.15 0.15 2.6 looking 3.1 2.9 0.7 fov 86
camera cam3 "Cooler corner" 0.15 4.85 2.6 looking 3.1 1.9 0.7 fov 86
camera cam4 "Back corner" 5.85 4.85 2.6 looking 2.9 2.1 0.7 fov 86
`;
